import JSON

/// A reminder as it reached a subscriber.
struct Arrival: Sendable, CustomStringConvertible {
    let eventID: String
    let title: String
    let userID: String
    let carrier: String
    let lag: Int

    init?(cloudEvent body: [UInt8]) {
        guard let data = try? JSONValue(parsing: body)["data"], let eventID = data["event_id"]?.string, let payload = data["payload"] else {
            return nil
        }
        self.eventID = eventID
        title = payload["title"]?.string ?? "(no title)"
        userID = data["user_id"]?.string ?? "?"
        carrier = payload["fired_by"]?.string ?? "?"
        lag = payload["lag_ms"]?.int ?? 0
    }

    var description: String {
        "⏰ “\(title)” for \(userID) arrived: published \(lag) ms after its time, fired by \(carrier == "jobs" ? "the Jobs API" : "the sweeper")."
    }
}
