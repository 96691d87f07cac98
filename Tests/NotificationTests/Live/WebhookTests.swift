import Curl
import HTTPTypes
import JSON
import ServiceKit
import Testing

@testable import Notification

@Suite("Webhook")
struct WebhookTests {
    private static let signer = WebhookSigner(Secret("the service's secret"))

    private func channel(_ policy: AddressPolicy = .any, deadline: Duration = .seconds(20)) -> (WebhookChannel, CurlClient) {
        var configuration = CurlConfiguration()
        configuration.addressPolicy = policy
        let http = CurlClient(configuration, logger: quiet)
        return (WebhookChannel(http: http, signer: Self.signer, deadline: deadline, now: { Rig.start }), http)
    }

    private func telling(_ url: String) -> Telling {
        Samples.telling(Preferences(channels: [.webhook], webhookURL: url), title: "Call \"mum\"")
    }

    @Test("the event arrives, signed so that its receiver can check it")
    func arrives() async throws {
        let receiver = WebhookReceiver()
        try await receiver.serve { url in
            let (channel, http) = channel()
            #expect(await channel.tell(telling(url)) == .delivered)
            await http.shutdown()
        }
        let received = try #require(receiver.received.first)
        #expect(received.json["event_id"] == "task-1:1" && received.json["event_type"] == "reminder.triggered")
        #expect(received.json["user_id"] == "ann" && received.json["timestamp"] == "2027-01-15T08:00:00.000Z")
        let payload = try #require(received.json["payload"])
        #expect(
            payload["title"] == "Call \"mum\"" && payload["task_id"] == "1" && payload["body"] == "Reminder for 2027-01-15 08:00 (UTC)."
        )
        #expect(payload["snooze_url"]?.string?.hasPrefix("https://punctual.example/links/") == true)
        #expect(received.headers[HTTPField.Name(WebhookChannel.eventHeader)!] == "task-1:1")
        let expected = WebhookSigner.signature(received.body, secret: Self.signer.secret(of: "ann"), at: 1_800_000_000)
        #expect(received.headers[HTTPField.Name(WebhookSigner.header)!] == expected)
    }

    @Test("signatures: a fixed example; another body, time or user has another one")
    func signatures() {
        // Computed with Python's hmac.
        let signature = WebhookSigner.signature(Array("{}".utf8), secret: "secret", at: 1_800_000_000)
        #expect(signature == "t=1800000000,v1=bb7079132825ac793cea8c013c1dd24d926b9b02132245b10588d9e5c0df70d7")
        #expect(Self.signer.secret(of: "ann") != Self.signer.secret(of: "bob"))
        #expect(WebhookSigner.signature(Array("{ }".utf8), secret: "secret", at: 1_800_000_000) != signature)
        #expect(WebhookSigner.signature(Array("{}".utf8), secret: "secret", at: 1_800_000_001).suffix(64) != signature.suffix(64))
    }

    @Test("what the receiver's answer means", arguments: [200, 202, 204, 301, 302, 307, 400, 401, 404, 408, 410, 425, 429, 500, 502, 503])
    func answers(_ status: Int) async throws {
        let receiver = WebhookReceiver()
        receiver.answer(.init(code: status), headers: [.location: "http://127.0.0.1:1/", .retryAfter: "7"])
        try await receiver.serve { url in
            let (channel, http) = channel()
            let outcome = await channel.tell(telling(url))
            switch status {
            case 200..<300: #expect(outcome == .delivered)
            case 408, 425, 429, 500...: #expect(outcome == .failed(reason: "the receiver answered \(status)", after: .seconds(7)))
            default: #expect(outcome == .refused(reason: "the receiver answered \(status)"))
            }
            await http.shutdown()
        }
        // A redirect is not followed.
        #expect(receiver.received.count == 1)
    }

    @Test("a receiver that does not answer costs the deadline, and may have acted")
    func silent() async throws {
        let receiver = WebhookReceiver()
        let gate = receiver.hold()
        try await receiver.serve { url in
            let (channel, http) = channel(deadline: .milliseconds(150))
            guard case .failed(_, nil, true) = await channel.tell(telling(url)) else {
                Issue.record("a failure was expected")
                return
            }
            gate.succeed(())
            await http.shutdown()
        }
    }

    @Test(
        "without leave, no private address is called, however it is written",
        arguments: ["127.0.0.1", "localhost", "2130706433", "0177.1", "[::ffff:127.0.0.1]", "0.0.0.0"]
    )
    func privateAddresses(_ host: String) async throws {
        let receiver = WebhookReceiver()
        try await receiver.serve { url in
            let (channel, http) = channel(.publicOnly)
            let address = url.replacing("127.0.0.1", with: host)
            guard case .refused(let reason) = await channel.tell(telling(address)) else {
                Issue.record("a refusal was expected")
                return
            }
            #expect(reason.contains("addressRefused"))
            await http.shutdown()
        }
        #expect(receiver.received.isEmpty)
    }

    @Test("without a secret nothing is sent")
    func unsigned() async throws {
        let receiver = WebhookReceiver()
        try await receiver.serve { url in
            let http = CurlClient(logger: quiet)
            let channel = WebhookChannel(http: http, signer: nil, deadline: .seconds(5), now: { Rig.start })
            #expect(await channel.tell(telling(url)).label == "not_set")
            await http.shutdown()
        }
        #expect(receiver.received.isEmpty)
    }
}
