public import JSON
import ServiceKit

extension AuditEntry: JSONEncodable {
    /// As in the API, in the export and in the state store. `task_id` is there for the reader's sake, and taken from the payload.
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("sequence", sequence)
            writer.member("event_id", content.eventID)
            writer.member("event_type", content.eventType)
            writer.member("timestamp", UTCTimestamp.string(milliseconds: content.timestamp))
            writer.member("user_id", content.userID)
            writer.member("task_id", ifPresent: content.taskID)
            writer.member("topic", ifPresent: content.topic)
            writer.member("recorded_at", UTCTimestamp.string(milliseconds: recordedAt))
            writer.member("payload", content.payload)
            writer.member("previous_hash", previousHash)
            writer.member("hash", hash)
        }
    }
}

extension AuditEntry: JSONDecodable {
    /// - Throws: when one of its parts is missing or of another kind. Members that it does not know are refused: they would not be covered by the hash.
    public init(from reader: inout JSONReader) throws(JSONError) {
        var entry = AuditEntry(
            sequence: 0,
            recordedAt: 0,
            content: AuditContent(eventID: "", eventType: "", timestamp: 0, userID: "", payload: .null),
            previousHash: "",
            hash: ""
        )
        var seen: Set<String> = []
        try reader.object { (key, reader) throws(JSONError) in
            // The reader takes the last of two members with one name; whoever shows the entry may take the first.
            guard seen.insert(key.string).inserted else { throw reader.error(.duplicateName, "An entry has no member twice.") }
            switch key {
            case "sequence": entry.sequence = try reader.int()
            case "event_id": entry.content.eventID = try reader.string()
            case "event_type": entry.content.eventType = try reader.string()
            case "timestamp": entry.content.timestamp = try Self.time(&reader)
            case "user_id": entry.content.userID = try reader.string()
            case "topic": entry.content.topic = try reader.string()
            case "task_id": _ = try reader.string()
            case "recorded_at": entry.recordedAt = try Self.time(&reader)
            case "payload": entry.content.payload = try reader.value()
            case "previous_hash": entry.previousHash = try reader.string()
            case "hash": entry.hash = try reader.string()
            default: throw reader.error(.invalidValue, "An entry has no such member.")
            }
        }
        let missing = Self.needed.subtracting(seen)
        guard missing.isEmpty else { throw reader.error(.invalidValue, "An entry needs \(missing.sorted().joined(separator: ", ")).") }
        self = entry
    }

    private static let needed: Set = [
        "sequence", "event_id", "event_type", "timestamp", "user_id", "recorded_at", "payload", "previous_hash", "hash",
    ]

    private static func time(_ reader: inout JSONReader) throws(JSONError) -> Int64 {
        guard let time = UTCTimestamp.milliseconds(rfc3339: try reader.string()) else {
            throw reader.error(.invalidValue, "An RFC 3339 time is needed.")
        }
        return time
    }
}
