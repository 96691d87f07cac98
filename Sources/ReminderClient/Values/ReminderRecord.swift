public import JSON

/// A reminder as the engine showed it. Instants are RFC 3339 in UTC with milliseconds.
public struct ReminderRecord: Sendable, Hashable {
    public var id = ""
    public var userID = ""
    public var taskID: String?
    public var title: String?
    public var remindAt = ""
    /// `scheduled`, `firing`, `fired`, `cancelled` or `dead`.
    public var state = ""
    public var generation = 0
    /// Who is going to wake it up, `jobs` or `sweeper`.
    public var carrier = ""
    /// The id of the event that this generation publishes.
    public var eventID = ""
    public var topic = ""
    public var createdAt = ""
    public var tags: [String] = []
    public var data: RawJSON?
    public var attempts = 0
    public var firedAt: String?
    /// How late it fired, in milliseconds.
    public var lag: Int?
    public var firedBy: String?
    public var lastError: String?

    init() {}
}

extension ReminderRecord: JSONDecodable {
    /// Fields that a later engine may add are passed over.
    public init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "id": id = try reader.string()
            case "user_id": userID = try reader.string()
            case "task_id": taskID = try String?(from: &reader)
            case "title": title = try String?(from: &reader)
            case "remind_at": remindAt = try reader.string()
            case "state": state = try reader.string()
            case "generation": generation = try reader.int()
            case "carrier": carrier = try reader.string()
            case "event_id": eventID = try reader.string()
            case "topic": topic = try reader.string()
            case "created_at": createdAt = try reader.string()
            case "tags": tags = try [String](from: &reader)
            case "data": data = try RawJSON?(from: &reader)
            case "attempts": attempts = try reader.int()
            case "fired_at": firedAt = try String?(from: &reader)
            case "lag_ms": lag = try Int?(from: &reader)
            case "fired_by": firedBy = try String?(from: &reader)
            case "last_error": lastError = try String?(from: &reader)
            default: try reader.skip()
            }
        }
        guard !id.isEmpty, !userID.isEmpty, !remindAt.isEmpty else {
            throw reader.error(.invalidValue, "A reminder has id, user_id and remind_at.")
        }
    }
}

extension ReminderRecord: JSONEncodable {
    /// As the API writes it.
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("user_id", userID)
            writer.member("task_id", taskID)
            writer.member("title", title)
            writer.member("remind_at", remindAt)
            writer.member("state", state)
            writer.member("generation", generation)
            writer.member("carrier", carrier)
            writer.member("event_id", eventID)
            writer.member("topic", topic)
            writer.member("created_at", createdAt)
            writer.member("tags", tags)
            writer.member("data", data)
            writer.member("attempts", attempts)
            writer.member("fired_at", ifPresent: firedAt)
            writer.member("lag_ms", ifPresent: lag)
            writer.member("fired_by", ifPresent: firedBy)
            writer.member("last_error", ifPresent: lastError)
        }
    }
}
