import Dapr
import JSON
import Testing

@Suite("Bulk publish")
struct PubSubTests {
    static func entries(_ count: Int) -> [BulkEntry] {
        (0..<count).map { BulkEntry(Array(#"{"id":"e\#($0)"}"#.utf8), metadata: ["partitionKey": "u"]) }
    }

    static func failed(_ outcomes: [BulkOutcome]) -> [Int] {
        outcomes.indices.filter { outcomes[$0] != .published }
    }

    @Test("sends entries as they are, with their metadata, and 204 means all")
    func all() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            let outcomes = await dapr.pubsub.publishBulk(Self.entries(3), to: "reminders", pubsub: "pubsub")
            #expect(outcomes == [.published, .published, .published])
            let asked = try #require(sidecar.requests.first)
            #expect(asked.path == "/v1.0/publish/bulk/pubsub/reminders")
            let body = try JSONValue(parsing: asked.body)
            #expect(
                body[1] == [
                    "entryId": "1", "event": ["id": "e1"], "contentType": "application/cloudevents+json", "metadata": ["partitionKey": "u"],
                ]
            )
        }
    }

    @Test("only what the answer names has failed")
    func partial() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            sidecar.answer { _ in (500, #"{"failedEntries":[{"entryId":"1","error":"refused"}],"errorCode":"ERR_PUBSUB_PUBLISH_MESSAGE"}"#)
            }
            let outcomes = await dapr.pubsub.publishBulk(Self.entries(3), to: "reminders", pubsub: "pubsub")
            #expect(Self.failed(outcomes) == [1])
            #expect(outcomes[1].error?.kind == .unavailable && outcomes[1].error?.mayHaveHappened == false)
        }
    }

    @Test("an event that makes the sidecar refuse the whole request does not hold up its neighbours")
    func poison() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            sidecar.answer { asked in
                String(decoding: asked.body, as: UTF8.self).contains("e5")
                    ? (500, #"{"errorCode":"ERR_PUBSUB_CLOUD_EVENTS_SER","message":"cannot create cloudevent"}"#) : (204, "")
            }
            let outcomes = await dapr.pubsub.publishBulk(Self.entries(9), to: "reminders", pubsub: "pubsub")
            #expect(Self.failed(outcomes) == [5])
            #expect(outcomes[5].error?.kind == .invalid)
        }
    }

    @Test("when nothing gets through, the rest is not tried, and is certainly not out")
    func outage() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            sidecar.answer { _ in (404, #"{"errorCode":"ERR_PUBSUB_NOT_FOUND","message":"pubsub 'pubsub' not found"}"#) }
            let outcomes = await dapr.pubsub.publishBulk(Self.entries(1200), to: "reminders", pubsub: "pubsub")
            #expect(Self.failed(outcomes).count == 1200)
            #expect(outcomes.allSatisfy { $0.error?.kind == .notConfigured && $0.error?.mayHaveHappened == false })
            #expect(sidecar.requests.count == 1)
        }
    }

    @Test("a sidecar before 1.17 is spoken to by the alpha path")
    func versions() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            sidecar.answer { $0.path.hasPrefix("/v1.0/") ? JobsTests.absent : (204, "") }
            let outcomes = await dapr.pubsub.publishBulk(Self.entries(1), to: "t", pubsub: "p")
            #expect(outcomes == [.published])
            #expect(sidecar.paths == ["/v1.0/publish/bulk/p/t", "/v1.0-alpha1/publish/bulk/p/t"])
        }
    }
}
