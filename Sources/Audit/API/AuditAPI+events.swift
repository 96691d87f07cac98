import Crypto
import Hummingbird
import JSON
import Logging
import ServiceKit

/// What the sidecar delivers.
extension AuditAPI {
    /// Of a dead letter that is no event; what is beyond is cut off.
    private static let largestText = 65_536

    func addEvents(to router: Router<ServiceRequestContext>) {
        let record: EventHandler = { delivery in
            try await writer.append(AuditContent(delivery.event), to: .user(delivery.event.userID))
        }
        events.route("/handle-event", topic: "task-events", on: router, appToken: appToken, record)
        events.route("/handle-reminder", topic: "reminders", on: router, appToken: appToken, record)
        deadLetters.route("/handle-dead", topic: "dead-letters", on: router, appToken: appToken, decoder: Self.deadLetter) { delivery in
            delivery.logger.error(
                "An event died",
                metadata: ["event_type": "\(delivery.event.eventType)", "topic": "\(delivery.event.topic ?? "unknown")"]
            )
            try await writer.append(AuditContent(delivery.event), to: .deadLetters)
        }
    }

    /// Whatever died is shown. What is no event gets an id by its content, so that a second delivery of it is recognised.
    private static let deadLetter: EventConsumer.Decoder = { (bytes) throws(EventRejected) in
        do throws(EventRejected) {
            return try EventEnvelope(delivery: bytes)
        } catch {
            let outer = try? JSONValue(parsing: bytes, options: .lenient)
            return EventEnvelope(
                eventID: "sha256:" + AuditEntry.hexadecimal(SHA256.hash(data: bytes)),
                eventType: "unreadable",
                timestamp: outer?["time"]?.string.flatMap { UTCTimestamp.milliseconds(rfc3339: $0) } ?? UTCTimestamp.now(),
                userID: "unknown",
                payload: ["reason": .string(error.reason), "body": .string(String(decoding: bytes.prefix(largestText), as: UTF8.self))],
                topic: outer?["topic"]?.string
            )
        }
    }
}
