import Hummingbird
import ServiceKit

extension AuditQuery {
    /// - Throws: 422 naming every parameter that is wrong or unknown.
    init(_ request: Request, allowing known: Set<String>) throws(Problem) {
        var errors: [Problem.FieldError] = []
        var query = AuditQuery()
        var seen: Set<Substring> = []
        for (name, value) in request.uri.queryParameters {
            let complaint =
                !known.contains(String(name))
                ? "There is no such parameter." : !seen.insert(name).inserted ? "It is given twice." : query.set(name, String(value))
            if let complaint { errors.append(Problem.FieldError(field: String(name), message: complaint)) }
        }
        if !errors.isEmpty { throw Problem.invalid(errors) }
        self = query
    }

    static let filters: Set = ["user_id", "task_id", "event_type", "from", "to", "limit", "cursor"]

    /// What is wrong with the value, if anything is.
    private mutating func set(_ name: Substring, _ value: String) -> String? {
        switch name {
        case "user_id":
            userID = value
            return value.isEmpty ? "It is empty." : nil
        case "task_id":
            taskID = value
            return value.isEmpty ? "It is empty." : nil
        case "event_type":
            eventType = value
            return value.isEmpty ? "It is empty." : nil
        case "from":
            from = UTCTimestamp.milliseconds(rfc3339: value)
            return from == nil ? Self.instantNeeded : nil
        case "to":
            to = UTCTimestamp.milliseconds(rfc3339: value)
            return to == nil ? Self.instantNeeded : nil
        case "limit":
            guard let number = Int(value), (1...Self.largestPage).contains(number) else { return "1 to \(Self.largestPage) is needed." }
            limit = number
            return nil
        case "cursor":
            cursor = AuditPlace(text: value)
            return cursor == nil ? "It is not the next of an earlier page." : nil
        default: return "There is no such parameter."
        }
    }

    private static let instantNeeded = "An RFC 3339 time with its zone is needed; a + is written %2B."
}
