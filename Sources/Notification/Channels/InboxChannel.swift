import Dapr
import JSON
import Reminders
import ServiceKit

/// The inbox of the web page. An open page hears of a new entry by an event.
///
/// Exactly once: an entry has an id of its own, and so has its event, whose consumer drops repeats.
struct InboxChannel: Channel {
    static let topic = "task-updates"

    let store: InboxStore
    let publish: EventPublishing
    let now: @Sendable () -> Timestamp

    var name: ChannelName { .inbox }

    func tell(_ telling: Telling) async -> ChannelOutcome {
        let notice = telling.notice
        do throws(DaprError) {
            let entry = InboxEntry(notice, zone: telling.preferences.zone, now: now())
            let added = try await store.add(entry, for: notice.userID)
            try await publish(Self.event(added.entry, unread: added.unread, notice: notice, telling.traceparent), to: Self.topic)
            return .delivered
        } catch {
            return .failed(reason: error.description, mayHaveArrived: error.mayHaveHappened)
        }
    }

    private static func event(_ entry: InboxEntry, unread: Int, notice: Notice, _ traceparent: String?) -> EventEnvelope {
        let value = (try? JSONValue(parsing: JSONWriter.encode(entry))) ?? .null
        return EventEnvelope(
            eventID: "\(notice.eventID):inbox",
            eventType: "inbox.added",
            timestamp: entry.createdAt.milliseconds,
            userID: notice.userID,
            payload: ["entry": value, "unread": .number(Double(unread))],
            traceparent: traceparent
        )
    }
}
