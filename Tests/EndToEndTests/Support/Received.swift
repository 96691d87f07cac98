import JSON
import Reminders

/// A reminder's event as a subscriber saw it.
struct Received: Sendable, Equatable {
    var eventID: String
    var type: String
    var reminderID: String
    var generation: Int
    var carrier: String
    /// The delivery as it came.
    var body: [UInt8]
    /// Arrival by this machine's clock.
    var at: Timestamp

    init?(cloudEvent body: [UInt8], at: Timestamp) {
        guard let event = try? JSONValue(parsing: body), let data = event["data"], let id = data["event_id"]?.string,
            let payload = data["payload"], let reminderID = payload["reminder_id"]?.string, let carrier = payload["fired_by"]?.string,
            event["id"]?.string == id, let type = event["type"]?.string, data["event_type"]?.string == type
        else { return nil }
        self.eventID = id
        self.type = type
        self.reminderID = reminderID
        self.generation = payload["generation"]?.int ?? 0
        self.carrier = carrier
        self.body = body
        self.at = at
    }

    static var now: Timestamp { DisciplinedClock().now }
}
