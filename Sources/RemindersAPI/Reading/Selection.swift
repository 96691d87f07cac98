import JSON
import Reminders
import ServiceKit

/// Which reminders a call about many of them means.
enum Selection {
    case ids([ReminderID])
    case query(ReminderQuery)
    case everything

    static let mostIDs = 10_000

    /// Reads `{"ids": […]}`, or where a query is allowed `{"user_id", "task_id", "tag"}`, of which all given must hold.
    ///
    /// - Throws: when the text is no JSON at all.
    static func read(_ reader: inout JSONReader, allowsQuery: Bool) throws(JSONError) -> Result<Selection, Problem> {
        var check = FieldCheck()
        var ids: [ReminderID]?
        var query = ReminderQuery()
        guard try check.object(&reader) else { return .failure(.invalid(check.errors)) }
        while let key = try check.member(&reader) {
            switch key {
            case "ids": ids = try readIDs(&reader, &check)
            case "user_id" where allowsQuery: query.userID = try check.text(&reader, .userID)
            case "task_id" where allowsQuery: query.taskID = try check.text(&reader, .taskID)
            case "tag" where allowsQuery: query.tag = try check.text(&reader, .tag)
            default: try check.unknown(&reader)
            }
        }
        let hasQuery = query != ReminderQuery()
        if check.errors.isEmpty {
            if ids != nil && hasQuery { check.note("ids", "ids and conditions exclude each other.") }
            if ids == nil && !hasQuery {
                check.note("body", allowsQuery ? "One of ids, user_id, task_id or tag is needed." : "ids is needed.")
            }
        }
        if !check.errors.isEmpty { return .failure(.invalid(check.errors)) }
        return .success(ids.map { .ids($0) } ?? .query(query))
    }

    private static func readIDs(_ reader: inout JSONReader, _ check: inout FieldCheck) throws(JSONError) -> [ReminderID]? {
        guard try reader.kind() == .array else {
            check.note("ids", "An array is needed.")
            _ = try reader.isolated { (reader) throws(JSONError) in try reader.skip() }
            return nil
        }
        var ids: [ReminderID] = []
        try reader.beginArray()
        while try reader.nextElement() {
            if let id = try check.id(&reader) { ids.append(id) }
        }
        if ids.count > mostIDs { check.note("ids", "At most \(mostIDs) are allowed.") }
        return ids
    }
}
