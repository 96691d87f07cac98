import Curl
import JSON
import Reminders

/// An HTTP request to a URL that the user has given.
///
/// At least once: a request whose answer does not come is repeated later. The repeat has the same `event_id`, in the body and in the header
/// `Punctual-Event-Id`.
struct WebhookChannel: Channel {
    /// Nothing is read from the answer but its status.
    private static let largestAnswer = 1 << 20
    static let eventHeader = "Punctual-Event-Id"

    /// Connects to public addresses only, unless told otherwise (`AddressPolicy`); follows no redirects.
    let http: CurlClient
    /// Nil when there is no secret: then nothing is sent.
    let signer: WebhookSigner?
    let deadline: Duration
    let now: @Sendable () -> Timestamp

    var name: ChannelName { .webhook }

    func tell(_ telling: Telling) async -> ChannelOutcome {
        guard let signer else { return .notSet(reason: "PUNCTUAL_WEBHOOK_SECRET is not set") }
        guard let url = telling.preferences.webhookURL else { return .notSet(reason: "the user has no webhook_url") }
        let body = Self.body(telling)
        var headers = [
            (name: "Content-Type", value: "application/json"),
            (name: Self.eventHeader, value: telling.notice.eventID),
            (name: WebhookSigner.header, value: signer.signature(body, for: telling.notice.userID, at: now().milliseconds / 1_000)),
        ]
        if let traceparent = telling.traceparent { headers.append(("traceparent", traceparent)) }
        do throws(CurlError) {
            let request = CurlRequest(.post, url, headers: headers, body: body, deadline: deadline, maxResponseBytes: Self.largestAnswer)
            return Self.judge(try await http.send(request))
        } catch {
            return Self.judge(error)
        }
    }

    /// The event as this system has them, with what is told in words and with links that act on the reminder.
    static func body(_ telling: Telling) -> [UInt8] {
        let notice = telling.notice
        var writer = JSONWriter(reservingCapacity: 1_024)
        writer.object { writer in
            writer.member("event_id", notice.eventID)
            writer.member("event_type", ReminderEvent.Kind.triggered.rawValue)
            writer.member("timestamp", notice.firedAt.rfc3339)
            writer.member("user_id", notice.userID)
            writer.key("payload")
            writer.object { writer in
                writer.member("reminder_id", notice.reminderID)
                writer.member("task_id", ifPresent: notice.taskID)
                writer.member("title", notice.title)
                writer.member("body", notice.body(in: telling.preferences.zone))
                writer.member("remind_at", notice.remindAt.rfc3339)
                writer.member("fired_at", notice.firedAt.rfc3339)
                writer.member("snooze_url", ifPresent: telling.links.snooze)
                writer.member("done_url", ifPresent: telling.links.done)
            }
        }
        return writer.bytes
    }

    /// Success is 2xx. What a receiver cannot take now is tried again; any other answer is its last word, a redirect included.
    static func judge(_ response: CurlResponse) -> ChannelOutcome {
        switch response.status {
        case 200..<300: return .delivered
        case 408, 425, 429, 500...:
            let seconds = response.headers["Retry-After"].flatMap { Int($0) }
            let after = seconds.flatMap { (0...86_400).contains($0) ? Duration.seconds($0) : nil }
            return .failed(reason: "the receiver answered \(response.status)", after: after)
        default: return .refused(reason: "the receiver answered \(response.status)")
        }
    }

    static func judge(_ error: CurlError) -> ChannelOutcome {
        let isPassing = error.isRetriable || error.code == .cancelled || error.code == .closed
        return isPassing ? .failed(reason: error.description, mayHaveArrived: error.mayHaveBeenSent) : .refused(reason: error.description)
    }
}
