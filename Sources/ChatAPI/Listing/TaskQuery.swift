import TodoKit

/// Which tasks are wanted, in what order, and how many. All that is given has to hold. Pure.
struct TaskQuery: Sendable, Equatable {
    static let limits = 1...500

    /// Words, each of which has to occur in the title, the description or a tag.
    var search: [String] = []
    var status: Set<TaskStatus>?
    var priority: Set<TaskPriority>?
    /// All of them, in any case.
    var tags: Set<String> = []
    var hasDueDate: Bool?
    var isRecurring: Bool?
    var sort = TaskSort.createdAt
    var ascending = false
    var limit = 100
    /// The place of the last task of the page before.
    var after: SortPlace?

    struct Page: Sendable, Equatable {
        var tasks: [TodoTask]
        /// Nil on the last page.
        var next: SortPlace?
        /// Of all pages.
        var total: Int
    }

    func matches(_ task: TodoTask) -> Bool {
        if let status, !status.contains(task.status) { return false }
        if let priority, !priority.contains(task.priority) { return false }
        if let hasDueDate, (task.dueAt != nil) != hasDueDate { return false }
        if let isRecurring, task.isRecurring != isRecurring { return false }
        if !tags.isEmpty, !tags.isSubset(of: Set(task.tags.map { $0.lowercased() })) { return false }
        guard !search.isEmpty else { return true }
        let text = ([task.title, task.description ?? ""] + task.tags).joined(separator: "\n").lowercased()
        return search.allSatisfy { text.contains($0) }
    }

    func page(of all: [TodoTask]) -> Page {
        let matching = all.lazy.filter(matches).map { (place: SortPlace(key: sort.key(of: $0), id: $0.id), task: $0) }
            .sorted { $0.place.precedes($1.place, ascending: ascending) }
        let rest = after.map { after in matching.drop { !after.precedes($0.place, ascending: ascending) } } ?? matching[...]
        let page = rest.prefix(limit)
        return Page(
            tasks: page.map(\.task),
            next: rest.count > limit ? page.last?.place : nil,
            total: matching.count
        )
    }
}
