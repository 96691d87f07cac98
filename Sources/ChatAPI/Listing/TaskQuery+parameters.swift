import ServiceKit
import TodoKit

extension TaskQuery {
    /// Reads the query of a URL, decoded. Empty values count as absent.
    ///
    /// - Throws: 422 naming each parameter that is unknown or makes no sense.
    init(parameters: [(name: String, value: String)]) throws(Problem) {
        self.init()
        var errors: [Problem.FieldError] = []
        var (cursor, order): (String?, String?)
        for (name, value) in parameters where !value.isEmpty {
            func complain(_ message: String) { errors.append(Problem.FieldError(field: name, message: message)) }
            func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(_ type: Word.Type) -> Set<Word>? {
                let words = value.split(separator: ",").map { Word(rawValue: String($0)) }
                if words.contains(nil) || words.isEmpty {
                    complain("One or more of \(Word.allCases.map(\.rawValue).joined(separator: ", ")) are needed.")
                    return nil
                }
                return Set(words.compactMap(\.self))
            }
            func flag() -> Bool? {
                if value == "true" || value == "false" { return value == "true" }
                complain("true or false is needed.")
                return nil
            }
            switch name {
            case "search": search = value.lowercased().split { $0.isWhitespace }.prefix(20).map(String.init)
            case "status": status = words(TaskStatus.self)
            case "priority": priority = words(TaskPriority.self)
            case "tags": tags = Set(value.split(separator: ",").prefix(TodoTask.mostTags).map { $0.lowercased() })
            case "has_due_date": hasDueDate = flag()
            case "is_recurring": isRecurring = flag()
            case "sort":
                if let known = TaskSort(rawValue: value) {
                    sort = known
                } else {
                    complain("One of \(TaskSort.allCases.map(\.rawValue).joined(separator: ", ")) is needed.")
                }
            case "order":
                if value == "asc" || value == "desc" { order = value } else { complain("asc or desc is needed.") }
            case "limit":
                if let number = Int(value), Self.limits.contains(number) {
                    limit = number
                } else {
                    complain("A whole number from \(Self.limits.lowerBound) to \(Self.limits.upperBound) is needed.")
                }
            case "cursor": cursor = value
            default: complain("There is no such parameter.")
            }
        }
        // Newest, most urgent and last changed first; titles and due dates from the start.
        ascending = order.map { $0 == "asc" } ?? (sort == .title || sort == .dueAt)
        if let cursor {
            after = PageCursor.decode(cursor, sort, ascending: ascending)
            if after == nil { errors.append(.init(field: "cursor", message: "It is not from a list in this order.")) }
        }
        if !errors.isEmpty { throw Problem.invalid(errors) }
    }
}
