import Testing

@testable import Curl

@Suite("Admission of transfers")
struct AdmissionQueueTests {
    private func drain(_ queue: inout AdmissionQueue<Int>) -> [Int] {
        var started: [Int] = []
        while let item = queue.next() { started.append(item) }
        return started
    }

    @Test("first come, first served, up to the limit of the origin")
    func perOrigin() {
        var queue = AdmissionQueue<Int>(perOrigin: 2, total: 10)
        for item in 1...5 { queue.append(item, origin: "a") }
        #expect(drain(&queue) == [1, 2])
        queue.release(origin: "a")
        #expect(drain(&queue) == [3])
        #expect(queue.running == 2 && queue.waiting == 2)
    }

    @Test("origins take turns when the total is the limit")
    func total() {
        var queue = AdmissionQueue<Int>(perOrigin: 2, total: 3)
        for item in 1...3 { queue.append(item, origin: "a") }
        for item in 11...13 { queue.append(item, origin: "b") }
        #expect(drain(&queue) == [1, 11, 2])
        queue.release(origin: "a")
        #expect(drain(&queue) == [12])
        queue.release(origin: "b")
        queue.release(origin: "b")
        #expect(drain(&queue) == [3, 13])
    }

    @Test("what is taken out is not started, and its neighbours are")
    func remove() {
        var queue = AdmissionQueue<Int>(perOrigin: 1, total: 10)
        for item in 1...6 { queue.append(item, origin: item.isMultiple(of: 2) ? "even" : "odd") }
        #expect(drain(&queue) == [1, 2])
        #expect(queue.removeWaiting { $0 == 3 || $0 == 1 } == [3])
        #expect(queue.removeWaiting { $0 > 100 } == [])
        #expect(queue.waiting == 3)
        for _ in 0..<3 {
            queue.release(origin: "even")
            queue.release(origin: "odd")
            _ = drain(&queue)
        }
        #expect(queue.waiting == 0 && queue.running == 0)
    }

    @Test("every item is started exactly once, in order within its origin, whatever the sequence of events")
    func model() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            var queue = AdmissionQueue<Int>(perOrigin: 3, total: 5)
            var running: [Int] = []
            var started: [[Int]] = [[], [], []]
            var added = 0
            var removed: Set<Int> = []
            while added < 1_000 || queue.waiting > 0 || !running.isEmpty {
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<5 where added < 1_000:
                    queue.append(added, origin: "\(added % 3)")
                    added += 1
                case 5:
                    let victim = Int.random(in: 0..<1_000, using: &random)
                    removed.formUnion(queue.removeWaiting { $0 == victim })
                default:
                    if let item = running.popLast() { queue.release(origin: "\(item % 3)") }
                }
                while let item = queue.next() {
                    running.append(item)
                    started[item % 3].append(item)
                }
                #expect(running.count <= 5 && queue.running == running.count)
            }
            #expect(started.allSatisfy { $0 == $0.sorted() })
            #expect(Set(started.joined()).union(removed) == Set(0..<1_000))
            #expect(started.joined().count + removed.count == 1_000)
        }
    }
}
