import Redis
import Reminders

/// Takes the elements of a script's reply one after the other. A reply that is not what the script promises throws
/// ``StoreError`` with code `corrupt`.
struct ReplyReader {
    private var elements: IndexingIterator<[RedisValue]>

    init(_ reply: RedisValue) throws(StoreError) {
        guard case .array(let elements) = reply else { throw Self.malformed("not an array") }
        self.elements = elements.makeIterator()
    }

    /// Nil at the end.
    mutating func next() -> RedisValue? { elements.next() }

    mutating func element() throws(StoreError) -> RedisValue {
        guard let element = elements.next() else { throw Self.malformed("too short") }
        return element
    }

    mutating func integer() throws(StoreError) -> Int {
        guard case .integer(let value) = try element() else { throw Self.malformed("not an integer") }
        return Int(value)
    }

    mutating func bytes() throws(StoreError) -> [UInt8] {
        guard let bytes = try element().bytes else { throw Self.malformed("not a string") }
        return bytes
    }

    mutating func text() throws(StoreError) -> String {
        String(decoding: try bytes(), as: UTF8.self)
    }

    /// Nil for the empty string.
    mutating func timestamp() throws(StoreError) -> Timestamp? {
        let text = try text()
        if text.isEmpty { return nil }
        guard let milliseconds = Int64(text) else { throw Self.malformed("not a time: \(text)") }
        return Timestamp(milliseconds: milliseconds)
    }

    static func id(_ value: RedisValue) throws(StoreError) -> ReminderID {
        guard let id = value.bytes.flatMap({ ReminderID(String(decoding: $0, as: UTF8.self)) }) else { throw malformed("not an id") }
        return id
    }

    mutating func array() throws(StoreError) -> ReplyReader {
        try ReplyReader(element())
    }

    /// A record followed by its place.
    mutating func reminder(_ id: ReminderID) throws(StoreError) -> Reminder {
        let record = try bytes()
        guard let place = try bytes().first.flatMap(Place.init(rawValue:)) else { throw Self.malformed("not a place") }
        return try Self.reminder(record, id: id, place: place)
    }

    static func reminder(_ record: [UInt8], id: ReminderID, place: Place) throws(StoreError) -> Reminder {
        do throws(RecordReader.Malformed) {
            return try ReminderRecord.decode(record, id: id, place: place)
        } catch {
            throw StoreError(.corrupt, "the record of \(id) can't be read")
        }
    }

    static func malformed(_ what: String) -> StoreError {
        StoreError(.corrupt, "unexpected reply of a script: \(what)")
    }
}
