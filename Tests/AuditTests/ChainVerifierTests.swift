import JSON
import Testing

@testable import Audit

@Suite("Verifying a chain")
struct ChainVerifierTests {
    static func findings(_ entries: [AuditEntry], end: ChainHead? = nil, after start: ChainHead = .genesis) -> [ChainFinding] {
        var verifier = ChainVerifier(userID: "ada", after: start)
        for entry in entries { verifier.take(entry) }
        verifier.finish(end)
        return verifier.findings
    }

    static func told(_ entries: [AuditEntry], end: ChainHead? = nil) -> [String] {
        findings(entries, end: end).map { "\($0.kind.rawValue) \($0.sequence ?? 0)\($0.lastSequence.map { "-\($0)" } ?? "")" }
    }

    let chain = Sample.chain(10)

    @Test("a whole chain has no findings, also one that begins after a cut")
    func whole() {
        let end = ChainHead(sequence: 10, hash: chain[9].hash)
        #expect(Self.findings(chain, end: end).isEmpty)
        #expect(Self.findings(Array(chain[4...]), end: end, after: ChainHead(sequence: 4, hash: chain[3].hash)).isEmpty)
        #expect(Self.findings([], end: .genesis).isEmpty)
    }

    @Test("a changed entry is named, and it alone")
    func changed() {
        for index in chain.indices {
            var damaged = chain
            damaged[index].content.payload = ["task": ["id": "t1", "title": "something else"]]
            let findings = Self.findings(damaged)
            #expect(findings.map(\.kind) == [.changed])
            #expect(findings.first?.sequence == index + 1)
            #expect(findings.first?.eventID == chain[index].content.eventID)
        }
    }

    @Test("an entry that was changed and hashed anew does not fit the one that follows it")
    func rehashed() {
        var damaged = chain
        damaged[3].content.eventType = "task.deleted"
        damaged[3].hash = damaged[3].computedHash
        #expect(Self.told(damaged) == ["unlinked 5"])
        damaged = chain
        damaged[9].content.eventType = "task.deleted"
        damaged[9].hash = damaged[9].computedHash
        #expect(Self.told(damaged, end: ChainHead(sequence: 10, hash: chain[9].hash)) == ["unlinked 10"])
    }

    @Test("removed entries are named, at the beginning, in the middle and at the end")
    func removed() {
        let end = ChainHead(sequence: 10, hash: chain[9].hash)
        #expect(Self.told(Array(chain[1...]), end: end) == ["missing 1"])
        #expect(Self.told(Array(chain[..<3] + chain[6...]), end: end) == ["missing 4-6"])
        #expect(Self.told(Array(chain[..<8]), end: end) == ["missing 9-10"])
        #expect(Self.told(Array(chain[..<2] + chain[3..<5] + chain[6..<9]), end: end) == ["missing 3", "missing 6", "missing 10"])
        #expect(Self.told([], end: end) == ["missing 1-10"])
    }

    @Test("removed and numbered anew, the rest does not fit")
    func renumbered() {
        var damaged = chain
        damaged.remove(at: 4)
        for index in 4..<9 { damaged[index].sequence -= 1 }
        #expect(Self.told(damaged).contains("changed 5"))
        for index in 4..<9 { damaged[index].hash = damaged[index].computedHash }
        #expect(Self.told(damaged).contains("unlinked 5"))
    }

    @Test("reordered and repeated entries are named")
    func reordered() {
        var damaged = chain
        damaged.swapAt(3, 4)
        #expect(Self.told(damaged) == ["reordered 4"])
        damaged = chain
        damaged.append(damaged.remove(at: 1))
        #expect(Self.told(damaged) == ["reordered 2"])
        damaged = chain
        damaged.insert(chain[2], at: 6)
        #expect(Self.told(damaged) == ["repeated 3"])
        #expect(Set(Self.told(chain.reversed())) == Set((1...9).map { "reordered \($0)" }))
    }

    @Test("another user's entry is named, however well it fits")
    func foreign() {
        var contents = (1...4).map { Sample.content($0) }
        contents[2].userID = "eve"
        let entries = OpenSegment().appending(contents, now: 0).entries
        #expect(Self.told(entries) == ["foreign 3"])
    }

    @Test("any single damage is found", arguments: 0..<40)
    func fuzz(_ seed: Int) {
        var damaged = chain
        let (index, other) = (seed % 10, (seed * 7 + 3) % 10)
        switch seed / 10 {
        case 0: damaged.remove(at: index)
        case 1: damaged.swapAt(index, other == index ? (other + 1) % 10 : other)
        case 2: damaged[index].recordedAt += 1
        default: damaged[index].previousHash = damaged[other].hash + "0"
        }
        #expect(!Self.findings(damaged, end: ChainHead(sequence: 10, hash: chain[9].hash)).isEmpty)
    }

    @Test("only the first hundred findings are kept, and all are counted")
    func many() {
        var verifier = ChainVerifier(userID: "eve")
        for entry in Sample.chain(150) { verifier.take(entry) }
        #expect(verifier.findings.count == 100)
        #expect(verifier.findingCount == 150)
    }
}
