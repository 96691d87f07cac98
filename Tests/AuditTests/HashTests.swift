import JSON
import Testing

@testable import Audit

@Suite("The hash of an entry")
struct HashTests {
    @Test("is the SHA-256 of the canonical text, as another program computes it")
    func golden() {
        let entry = AuditEntry(
            sequence: 7,
            recordedAt: 1_800_000_000_123,
            content: AuditContent(
                eventID: "t1:2:updated",
                eventType: "task.updated",
                timestamp: 1_800_000_000_000,
                userID: "ada",
                topic: nil,
                payload: ["task": ["title": "Käse \"1\"\n", "id": "t1", "tags": ["b", "a"], "version": 2]]
            ),
            previousHash: AuditEntry.genesis,
            hash: ""
        )
        #expect(entry.computedHash == "6cfd49493a323704890c254d108ed498fc48216a7229c4012fc550b93868d2b6")
    }

    @Test("does not depend on how a store writes the same values, and survives a round trip")
    func roundTrip() throws {
        for entry in Sample.chain(5) {
            #expect(entry.hash == entry.computedHash)
            let text = String(decoding: JSONWriter.encode(entry), as: UTF8.self).replacing("<b>", with: "\\u003cb\\u003e").replacing(
                "&",
                with: "\\u0026"
            )
            let read = try AuditEntry(json: Array(text.utf8))
            #expect(read == entry)
            #expect(read.computedHash == entry.hash)
        }
        var first = Sample.content(1)
        first.payload = ["a": 1, "b": ["x": 1.5e3, "y": nil]]
        var second = first
        second.payload = ["b": ["y": nil, "x": 1500], "a": 1.0]
        let hashes = [first, second].map { AuditEntry(following: .genesis, recordedAt: 0, content: $0).hash }
        #expect(hashes[0] == hashes[1])
    }

    @Test("changes with every part of the entry")
    func everyPart() {
        let entry = Sample.chain(1)[0]
        let changes: [(inout AuditEntry) -> Void] = [
            { $0.sequence += 1 }, { $0.recordedAt += 1 }, { $0.previousHash = "1" }, { $0.content.eventID += "x" },
            { $0.content.eventType += "x" }, { $0.content.timestamp += 1 }, { $0.content.userID += "x" }, { $0.content.topic = nil },
            { $0.content.payload = ["task": nil] },
        ]
        for (index, change) in changes.enumerated() {
            var changed = entry
            change(&changed)
            #expect(changed.computedHash != entry.hash, "change \(index)")
        }
    }

    @Test("a member that the hash does not cover is refused")
    func unknownMember() {
        var text = JSONWriter.encode(Sample.chain(1)[0])
        text.removeLast()
        text += Array(#","note":"x"}"#.utf8)
        #expect(throws: JSONError.self) { try AuditEntry(json: text) }
    }
}
