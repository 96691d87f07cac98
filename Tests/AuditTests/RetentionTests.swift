import Dapr
import ServiceKit
import Synchronization
import Testing

@testable import Audit

@Suite("Retention")
struct RetentionTests {
    static func filled(_ state: any ServiceState, _ time: TestTime, _ count: Int = 20) async throws {
        let writer = Sample.writer(state, batch: 1, now: { time.now })
        for number in 1...count {
            try await writer.append(Sample.content(number), to: .user("ada"))
            time.advance(by: .seconds(86_400))
        }
    }

    static func retention(_ state: any ServiceState, _ time: TestTime, days: Int) -> AuditRetention {
        AuditRetention(AuditReader(AuditChains(state)), keep: .seconds(days * 86_400), now: { time.now }, logger: silent)
    }

    @Test("whole segments that are old go; what stays follows what was cut, and verifies")
    func cut() async throws {
        let (state, time) = (MemoryServiceState(), TestTime())
        try await Self.filled(state, time)
        try await Self.retention(state, time, days: 11).run()
        #expect(
            !state.keys.contains("audit:user:ada:0") && !state.keys.contains("audit:user:ada:1") && state.keys.contains("audit:user:ada:2")
        )
        var report = try await AuditChains(state).verify(.user("ada"))
        #expect(report.isGood)
        #expect(report.entries == 12)
        #expect(report.cut?.sequence == 8)
        // Life goes on.
        try await Sample.writer(state, now: { time.now }).append(Sample.content(21), to: .user("ada"))
        report = try await AuditChains(state).verify(.user("ada"))
        #expect(report.isGood)
        #expect(report.head.sequence == 21)
    }

    @Test("of a user who left nothing stays but the place where the chain ended, and it goes on from there")
    func everything() async throws {
        let (state, time) = (MemoryServiceState(), TestTime())
        try await Self.filled(state, time, 6)
        time.advance(by: .seconds(100 * 86_400))
        try await Self.retention(state, time, days: 30).run()
        #expect(state.keys.filter { $0.hasPrefix("audit:user:") } == ["audit:user:ada:open"])
        try await Sample.writer(state, now: { time.now }).append(Sample.content(7), to: .user("ada"))
        let report = try await AuditChains(state).verify(.user("ada"))
        #expect(report.isGood)
        #expect(report.entries == 1)
        #expect(report.head.sequence == 7)
    }

    @Test("killed after the cut and before the deletion, the next round deletes the rest")
    func crash() async throws {
        let (state, time) = (MemoryServiceState(), TestTime())
        try await Self.filled(state, time)
        let reads = Mutex(0)
        state.fail { key in
            // The first touch of segment 0 is the reading, the second one the deletion.
            guard key == "audit:user:ada:0" else { return nil }
            return reads.withLock { reads in
                reads += 1
                return reads == 2 ? DaprError(.unavailable, "killed") : nil
            }
        }
        try await Self.retention(state, time, days: 11).run()
        #expect(state.keys.contains("audit:user:ada:0"))
        #expect(try await AuditChains(state).verify(.user("ada")).isGood)
        try await Self.retention(state, time, days: 11).run()
        #expect(!state.keys.contains("audit:user:ada:0") && !state.keys.contains("audit:user:ada:1"))
        #expect(try await AuditChains(state).verify(.user("ada")).isGood)
    }

    @Test("after a cut, what was removed behind it is found all the same")
    func removedAfterCut() async throws {
        let (state, time) = (MemoryServiceState(), TestTime())
        try await Self.filled(state, time)
        try await Self.retention(state, time, days: 11).run()
        try await state.delete("audit:user:ada:2", condition: .none)
        let findings = try await AuditChains(state).verify(.user("ada")).findings
        #expect(findings.map(\.kind) == [.unreadable, .missing])
        #expect(findings.last?.sequence == 9)
        #expect(findings.last?.lastSequence == 12)
    }
}
