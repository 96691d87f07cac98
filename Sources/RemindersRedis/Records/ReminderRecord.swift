import JSON
import Reminders

/// A reminder as the one string that Redis keeps of it. `Scripts/prelude.lua` describes the header, which scripts read;
/// behind it follow the creation time, a byte that says which optional fields are there, the user, and those fields.
///
/// The id is not in it: it is the field under which the record stands. Whether a waiting reminder is scheduled, firing or
/// dead, and which carrier it waits for, is told by the set that holds it.
enum ReminderRecord {
    private static let format = UInt8(ascii: "A")
    private static let uncertain: UInt8 = 2
    private static let byJobs: UInt8 = 4

    private enum Field {
        static let task: UInt8 = 1
        static let title: UInt8 = 2
        static let topic: UInt8 = 4
        static let data: UInt8 = 8
        static let traceparent: UInt8 = 16
        static let firedAt: UInt8 = 32
        static let error: UInt8 = 64
        static let tags: UInt8 = 128
    }

    static func encode(_ reminder: Reminder) -> [UInt8] {
        var writer = RecordWriter(
            capacity: 64 + reminder.userID.utf8.count + (reminder.title?.utf8.count ?? 0) + (reminder.data?.bytes.count ?? 0)
        )
        writer.byte(format)
        writer.integer(reminder.generation, count: 4)
        switch reminder.state {
        case .fired: writer.byte(UInt8(ascii: "f"))
        case .cancelled: writer.byte(UInt8(ascii: "c"))
        case .scheduled, .firing, .dead: writer.byte(UInt8(ascii: "p"))
        }
        writer.byte((reminder.isUncertain ? uncertain : 0) | (reminder.carrier == .jobs ? byJobs : 0))
        writer.integer(min(reminder.attempts, Int(UInt16.max)), count: 2)
        writer.integer(reminder.fingerprint, count: 8)
        writer.integer(reminder.due.milliseconds, count: 6)
        writer.integer(reminder.createdAt.milliseconds, count: 6)

        var fields: UInt8 = 0
        if reminder.taskID != nil { fields |= Field.task }
        if reminder.title != nil { fields |= Field.title }
        if reminder.topic != Reminder.defaultTopic { fields |= Field.topic }
        if reminder.data != nil { fields |= Field.data }
        if reminder.traceparent != nil { fields |= Field.traceparent }
        if reminder.firedAt != nil { fields |= Field.firedAt }
        if reminder.lastError != nil { fields |= Field.error }
        if !reminder.tags.isEmpty { fields |= Field.tags }
        writer.byte(fields)
        writer.text(reminder.userID)
        if let taskID = reminder.taskID { writer.text(taskID) }
        if let title = reminder.title { writer.text(title) }
        if fields & Field.topic != 0 { writer.text(reminder.topic) }
        if let data = reminder.data { writer.data(data.bytes) }
        if let traceparent = reminder.traceparent { writer.text(traceparent) }
        if let firedAt = reminder.firedAt { writer.integer(firedAt.milliseconds, count: 6) }
        if let error = reminder.lastError { writer.text(error) }
        if !reminder.tags.isEmpty {
            writer.length(reminder.tags.count)
            for tag in reminder.tags { writer.text(tag) }
        }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8], id: ReminderID, place: Place) throws(RecordReader.Malformed) -> Reminder {
        var reader = RecordReader(bytes)
        guard try reader.byte() == format else { throw RecordReader.Malformed() }
        let generation = Int(try reader.integer(count: 4))
        _ = try reader.byte()
        let flags = try reader.byte()
        let attempts = Int(try reader.integer(count: 2))
        let fingerprint = try reader.integer(count: 8)
        let due = Timestamp(milliseconds: Int64(try reader.integer(count: 6)))
        let createdAt = Timestamp(milliseconds: Int64(try reader.integer(count: 6)))
        let fields = try reader.byte()
        var reminder = Reminder(
            id: id,
            userID: try reader.text(),
            due: due,
            generation: generation,
            createdAt: createdAt,
            fingerprint: fingerprint,
            state: place.state,
            carrier: place.carrier ?? (flags & byJobs != 0 ? .jobs : .sweeper),
            attempts: attempts,
            isUncertain: flags & uncertain != 0
        )
        if fields & Field.task != 0 { reminder.taskID = try reader.text() }
        if fields & Field.title != 0 { reminder.title = try reader.text() }
        if fields & Field.topic != 0 { reminder.topic = try reader.text() }
        if fields & Field.data != 0 {
            // Checked when it was accepted; checking again would cost more than all the rest.
            reminder.data = RawJSON(unchecked: Array(try reader.data()))
        }
        if fields & Field.traceparent != 0 { reminder.traceparent = try reader.text() }
        if fields & Field.firedAt != 0 { reminder.firedAt = Timestamp(milliseconds: Int64(try reader.integer(count: 6))) }
        if fields & Field.error != 0 { reminder.lastError = try reader.text() }
        if fields & Field.tags != 0 {
            for _ in 0..<(try reader.length()) { reminder.tags.append(try reader.text()) }
        }
        return reminder
    }

    /// The generation as the header has it, for scripts to compare.
    static func generation(_ generation: Int) -> [UInt8] {
        var writer = RecordWriter(capacity: 4)
        writer.integer(generation, count: 4)
        return writer.bytes
    }
}
