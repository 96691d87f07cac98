import Dapr
import JSON
import ServiceKit
import Synchronization
import Testing

@testable import Audit

@Suite("Writing chains", .timeLimit(.minutes(2)))
struct ChainWriterTests {
    static func entries(_ state: any ServiceState, _ chain: ChainName = .user("ada")) async throws -> [AuditEntry] {
        let chains = AuditChains(state)
        guard let open = try await chains.open(chain)?.segment else { return [] }
        var entries: [AuditEntry] = []
        try await chains.walk(chain, open) { _, found in
            if case .segment(let segment) = found { entries += segment.entries }
        }
        return entries
    }

    @Test("entries follow one another over sealed segments, and the chain verifies")
    func sequence() async throws {
        let state = MemoryServiceState()
        let writer = Sample.writer(state, batch: 1)
        for number in 1...11 { try await writer.append(Sample.content(number), to: .user("ada")) }
        #expect(state.keys.filter { $0.hasPrefix("audit:user:ada:") } == ["audit:user:ada:0", "audit:user:ada:1", "audit:user:ada:open"])
        #expect(try await Self.entries(state).map(\.content.eventID) == (1...11).map { Sample.content($0).eventID })
        let report = try await AuditChains(state).verify(.user("ada"))
        #expect(report.isGood)
        #expect(report.entries == 11)
        #expect(report.head.sequence == 11)
        #expect(try await AuditReader(AuditChains(state)).directory.all() == ["ada"])
    }

    @Test("an event that comes again gets no second entry, however long ago it was")
    func repeats() async throws {
        let time = TestTime()
        let state = MemoryServiceState()
        for round in 0..<3 {
            // A new process each time, which remembers nothing.
            let writer = Sample.writer(state, now: { time.now })
            for number in 1...30 {
                try await writer.append(Sample.content(number), to: .user("ada"))
                if round == 0 { time.advance(by: .seconds(600)) }
            }
        }
        #expect(try await Self.entries(state).count == 30)
        #expect(try await AuditChains(state).verify(.user("ada")).isGood)
    }

    @Test("a write whose answer is lost adds nothing twice")
    func lostAnswers() async throws {
        let state = MemoryServiceState()
        let writer = Sample.writer(state)
        let calls = Mutex(0)
        state.fail { _ in
            calls.withLock { calls in
                calls += 1
                switch calls % 5 {
                case 0: return DaprError(.timedOut, "lost", mayHaveHappened: true)
                case 3: return DaprError(.conflict, "possible etag mismatch", status: 409, mayHaveHappened: true)
                default: return nil
                }
            }
        }
        for number in 1...40 {
            while true {
                do {
                    try await writer.append(Sample.content(number), to: .user("ada"))
                    break
                } catch {}
            }
        }
        state.fail(nil)
        #expect(try await Self.entries(state).map(\.content.eventID) == (1...40).map { Sample.content($0).eventID })
        #expect(try await AuditChains(state).verify(.user("ada")).isGood)
    }

    @Test("what comes while a write is under way goes into the next one, together")
    func groupCommit() async throws {
        let state = MemoryServiceState()
        let writes = Mutex(0)
        state.fail { key in
            if key.hasSuffix(":open") { writes.withLock { $0 += 1 } }
            return nil
        }
        let writer = Sample.writer(state, limits: .init(entries: 1_000))
        await withThrowingTaskGroup { group in
            for number in 1...300 { group.addTask { try await writer.append(Sample.content(number), to: .user("ada")) } }
        }
        #expect(try await Self.entries(state).count == 300)
        // A read and a write each; one by one it would be six hundred.
        #expect(writes.withLock { $0 } < 200)
    }

    @Test("two instances and many users over a real store: nothing forks, nothing is lost, nothing is there twice")
    func twoInstances() async throws {
        try await Sample.withState { state in
            let writers = (0..<2).map { _ in Sample.writer(state, limits: .init(entries: 16)) }
            let started = ContinuousClock.now
            try await withThrowingTaskGroup { group in
                for number in 0..<1_000 {
                    // A quarter of the events comes to both, as after a crash.
                    for (index, writer) in writers.enumerated() where number % 2 == index || number % 4 == 0 {
                        let content = Sample.content(number, user: "user|\(number % 10)")
                        group.addTask {
                            while true {
                                do throws(AuditError) { return try await writer.append(content, to: .user(content.userID)) } catch {
                                    guard error.code == .contended else { throw error }
                                }
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            print("1,250 appends to 10 chains by two instances: \(ContinuousClock.now - started)")
            for user in 0..<10 {
                let entries = try await Self.entries(state, .user("user|\(user)"))
                #expect(entries.count == 100)
                #expect(Set(entries.map(\.content.eventID)).count == 100)
                #expect(try await AuditChains(state).verify(.user("user|\(user)")).findings == [])
            }
        }
    }

    @Test("a writer with other limits, and one that died while sealing, do no harm")
    func sealing() async throws {
        let state = MemoryServiceState()
        let small = Sample.writer(state, limits: .init(entries: 2), batch: 1)
        let large = Sample.writer(state, limits: .init(entries: 5), batch: 1)
        for number in 1...2 { try await small.append(Sample.content(number), to: .user("ada")) }
        // Sealed by somebody who died before moving on; then the other one goes on with the open segment.
        let open = try #require(try await AuditChains(state).open(.user("ada"))).segment
        try await state.save(StateWrite("audit:user:ada:0", .init(open.sealed)))
        for number in 3...4 { try await large.append(Sample.content(number), to: .user("ada")) }
        for number in 5...8 { try await small.append(Sample.content(number), to: .user("ada")) }
        #expect(try await Self.entries(state).map(\.sequence) == Array(1...8))
        #expect(try await AuditChains(state).verify(.user("ada")).isGood)
    }

    @Test("nothing is written over a chain that cannot be read")
    func damaged() async throws {
        let state = MemoryServiceState()
        try await state.save(StateWrite("audit:user:ada:open", .init("rubbish")))
        let error = await #expect(throws: AuditError.self) { try await Sample.writer(state).append(Sample.content(1), to: .user("ada")) }
        #expect(error?.code == .damaged)
        #expect(try await state.get("audit:user:ada:open")?.bytes == Array(#""rubbish""#.utf8))
    }
}
