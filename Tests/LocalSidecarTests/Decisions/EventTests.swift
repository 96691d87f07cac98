import Testing

@testable import LocalSidecar

@Suite("Envelopes and answers")
struct EventTests {
    private let surroundings = CloudEvent.Surroundings(
        appID: "app",
        pubsub: "pubsub",
        topic: "orders",
        trace: .none,
        now: Moment(nanoseconds: 0),
        newID: { "id-1" }
    )

    private func data(_ text: String, _ type: String) -> GoObject {
        CloudEvent(wrapping: Array(text.utf8), contentType: type, metadata: [:], surroundings).fields
    }

    @Test("JSON becomes data, text a string, bytes base 64, and broken JSON a string that is called JSON")
    func wrapping() {
        #expect(data(#"{"a":12345678901234567890}"#, "application/json")["data"] == ["a": .number("12345678901234567890")])
        #expect(data("hello", "")["data"] == "hello" && data("hello", "")["datacontenttype"] == "text/plain")
        #expect(data("\u{0}\u{1}ab", "application/octet-stream")["data_base64"] == "AAFhYg==")
        #expect(data("{", "application/json; charset=utf-8")["data"] == "{")
    }

    @Test("the query sets fields of a wrapped event")
    func overrides() {
        let metadata = ["cloudevent.id": "x", "cloudevent.type": "t", "cloudevent.source": "s", "cloudevent.subject": "j"]
        let fields = CloudEvent(wrapping: [], contentType: "", metadata: metadata, surroundings).fields
        #expect(fields["id"] == "x" && fields["type"] == "t" && fields["source"] == "s" && fields["subject"] == "j")
    }

    @Test("an own event keeps what it has and is completed, but gets no id")
    func completing() {
        let fields = CloudEvent(completing: GoObject([("data", "d"), ("topic", "mine"), ("ext", "e")]), metadata: [:], surroundings).fields
        #expect(
            fields["topic"] == "orders" && fields["ext"] == "e" && fields["source"] == "Dapr" && fields["type"] == "com.dapr.event.sent"
        )
        #expect(fields["id"] == nil && fields["datacontenttype"] == nil && fields["time"] == "1970-01-01T00:00:00Z")
    }

    @Test("a ttl becomes the expiration, zero is over at once, and nonsense is ignored")
    func expiration() {
        func event(_ ttl: String) -> GoValue {
            .object(CloudEvent(wrapping: [], contentType: "", metadata: ["ttlInSeconds": ttl], surroundings).fields)
        }
        #expect(event("60")["expiration"] == "1970-01-01T00:01:00Z")
        #expect(event("abc")["expiration"] == nil && event("-1")["expiration"] == nil)
        #expect(CloudEvent.hasExpired(event("0"), at: Moment(nanoseconds: 0)))
        #expect(!CloudEvent.hasExpired(event("1"), at: Moment(nanoseconds: 0)))
    }

    @Test("members are sorted and the text compact, with Go's escapes")
    func writing() {
        let value: GoValue = ["b": ["x": .null], "a": "<&>\"\u{1}\n", "é": [true, .number("1.0")]]
        #expect(value.text == #"{"a":"\u003c\u0026\u003e\"\u0001\n","b":{"x":null},"é":[true,1.0]}"#)
    }

    @Test(
        "what an answer means",
        arguments: [
            (200, "", .success), (204, "", .success), (200, "thanks", .success), (200, "{}", .success), (200, #"{"status":""}"#, .success),
            (200, #"{"status":"SUCCESS"}"#, .success), (200, #"{"status":"RETRY"}"#, .retry(status: nil)),
            (200, #"{"status":"DROP"}"#, .drop),
            (200, #"{"status":"success"}"#, .retry(status: nil)), (200, #"{"status":"DUPLICATE"}"#, .retry(status: nil)), (404, "", .drop),
            (302, "", .retry(status: 302)), (400, "", .retry(status: 400)), (500, "", .retry(status: 500)),
        ] as [(Int, String, DeliveryOutcome)]
    )
    func answers(status: Int, body: String, outcome: DeliveryOutcome) {
        #expect(DeliveryOutcome(status: status, body: Array(body.utf8)) == outcome)
    }

    @Test("an entry that a bulk answer leaves out is retried")
    func bulkAnswers() {
        let body =
            #"{"statuses":[{"entryId":"1","status":"SUCCESS"},{"entryId":"2","status":"DROP"},{"entryId":"3"},{"entryId":"9","status":"SUCCESS"}]}"#
        let outcomes = BulkOutcome.outcomes(status: 200, body: Array(body.utf8), entryIDs: ["1", "2", "3", "4"])
        #expect(outcomes == ["1": .success, "2": .drop, "3": .retry(status: nil), "4": .retry(status: nil)])
        #expect(BulkOutcome.outcomes(status: 404, body: [], entryIDs: ["1"]) == ["1": .drop])
        #expect(BulkOutcome.outcomes(status: 200, body: Array("ok".utf8), entryIDs: ["1"]) == ["1": .retry(status: nil)])
    }

    @Test(
        "a bulk with a bad entry is refused as a whole",
        arguments: [
            "x", "{}", #"[{"event":1,"contentType":"application/json"}]"#, #"[{"entryId":"","event":1,"contentType":"application/json"}]"#,
            #"[{"entryId":"1","event":{"a":1}}]"#, #"[{"entryId":"1","contentType":"text/plain"}]"#,
            #"[{"entryId":"1","event":1,"contentType":"application/json"},{"entryId":"1","event":1,"contentType":"application/json"}]"#,
        ]
    )
    func badBulks(json: String) {
        #expect(throws: BodyError.self) { try BulkPublishRequest(Array(json.utf8)) }
    }

    @Test("numbers of a bulk pass through doubles")
    func bulkNumbers() throws {
        let bulk = try BulkPublishRequest(
            Array(#"[{"entryId":"1","event":12345678901234567890,"contentType":"application/json","metadata":{"a":"b"}}]"#.utf8)
        )
        #expect(bulk.entries[0].event == .number("12345678901234567000") && bulk.entries[0].metadata == ["a": "b"])
    }

    @Test("the outbox publishes a projection in place of the saved value, and writes objects as Go does")
    func outbox() throws {
        func item(_ json: String) throws -> StateOperation {
            .upsert(try StateItem(try GoValue(json: Array(json.utf8), numbers: .double)))
        }
        let projected = Outbox(
            [
                try item(#"{"key":"k","value":{"saved":1},"metadata":{"type":"t"}}"#),
                try item(#"{"key":"k","value":{"p":1},"metadata":{"outbox.projection":"true","contentType":"application/json"}}"#),
            ],
            store: "s",
            pubsub: "p",
            topic: "t"
        )
        #expect(projected.saved.count == 1)
        #expect(
            projected.events == [
                .init(pubsub: "p", topic: "t", data: ["p": .number("1")], contentType: "application/json", attributes: ["type": "t"])
            ]
        )
        #expect(
            Outbox([try item(#"{"key":"k","value":{"b":[1,"x"],"a":null}}"#)], store: "s", pubsub: "p", topic: "t").events[0].data
                == "map[a:<nil> b:[1 x]]"
        )
    }
}
