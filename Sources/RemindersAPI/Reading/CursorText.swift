import Reminders

/// A place in a listing as an opaque word: the due time in base 36, a dot, the id.
enum CursorText {
    static func encode(_ cursor: ReminderCursor) -> String {
        String(cursor.due.milliseconds, radix: 36) + "." + cursor.id.text
    }

    static func decode(_ text: some StringProtocol) -> ReminderCursor? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0], radix: 36), let id = ReminderID(String(parts[1])),
            (0...Timestamp.distantFuture.milliseconds).contains(milliseconds)
        else { return nil }
        return ReminderCursor(due: Timestamp(milliseconds: milliseconds), id: id)
    }
}
