import JSON
import Reminders
import ServiceKit

/// Many reminders to schedule, each good or bad by itself.
struct BatchRequest: Sendable {
    enum Entry: Sendable {
        /// The index among the good ones.
        case good(Int)
        case bad(Problem)
    }

    static let most = 1000

    private(set) var entries: [Entry] = []
    private(set) var requests: [ReminderRequest] = []

    mutating func trace(_ traceparent: String) {
        for index in requests.indices { requests[index].traceparent = traceparent }
    }

    /// Reads `{"reminders": […]}`.
    ///
    /// - Returns: a failure when the batch as a whole is wrong.
    /// - Throws: when the text is no JSON at all.
    static func read(_ reader: inout JSONReader) throws(JSONError) -> Result<BatchRequest, Problem> {
        var batch = BatchRequest()
        var check = FieldCheck()
        var hasReminders = false
        guard try check.object(&reader) else { return .failure(.invalid(check.errors)) }
        while let key = try check.member(&reader) {
            guard key == "reminders" else {
                try check.unknown(&reader)
                continue
            }
            hasReminders = true
            try batch.readEntries(&reader, &check)
        }
        if !hasReminders { check.note("reminders", "It is needed.") }
        if batch.entries.count > most { check.note("reminders", "At most \(most) reminders are allowed.") }
        return check.errors.isEmpty ? .success(batch) : .failure(.invalid(check.errors))
    }

    private mutating func readEntries(_ reader: inout JSONReader, _ check: inout FieldCheck) throws(JSONError) {
        guard try reader.kind() == .array else {
            check.note("reminders", "An array is needed.")
            _ = try reader.isolated { (reader) throws(JSONError) in try reader.skip() }
            return
        }
        try reader.beginArray()
        while try reader.nextElement() {
            // The batch is refused as a whole; what is beyond its limit is not looked at.
            guard entries.count <= Self.most else { continue }
            var own = FieldCheck()
            if let request = try ReminderRequest.read(&reader, &own) {
                entries.append(.good(requests.count))
                requests.append(request)
            } else {
                entries.append(.bad(.invalid(own.errors)))
            }
        }
    }
}
