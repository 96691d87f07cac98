import Synchronization

/// A counter of one label set.
final class MetricCounter: Sendable {
    private let count = Atomic<Int>(0)

    func add(_ amount: Int = 1) {
        count.wrappingAdd(amount, ordering: .relaxed)
    }

    var value: Int { count.load(ordering: .relaxed) }
}

/// A histogram of one label set. Buckets count what is not above their bound.
final class MetricHistogram: Sendable {
    struct Contents {
        var counts: [Int]
        var sum = 0.0
        var count = 0
    }

    let bounds: [Double]
    private let contents: Mutex<Contents>

    init(bounds: [Double]) {
        self.bounds = bounds
        contents = Mutex(Contents(counts: Array(repeating: 0, count: bounds.count)))
    }

    func observe(_ value: Double) {
        contents.withLock { contents in
            contents.sum += value
            contents.count += 1
            if let index = bounds.firstIndex(where: { value <= $0 }) { contents.counts[index] += 1 }
        }
    }

    var snapshot: Contents { contents.withLock { $0 } }
}
