import ChatLanguage
import Reminders
import TodoKit

/// The tasks that a message wants to see. Pure.
struct TaskSelection {
    private let filter: TaskFilter

    init(_ filter: TaskFilter) {
        self.filter = filter
    }

    func select(_ tasks: [TodoTask]) -> [TodoTask] {
        let sort = filter.sort.flatMap { TaskSort(rawValue: $0.rawValue) } ?? .dueAt
        let ordered = tasks.filter(matches).map { (SortPlace(key: sort.key(of: $0), id: $0.id), $0) }
            .sorted { $0.0.precedes($1.0, ascending: !filter.descending) }.map(\.1)
        return filter.limit.map { Array(ordered.prefix($0)) } ?? ordered
    }

    private func matches(_ task: TodoTask) -> Bool {
        switch filter.status {
        case .open: if task.isCompleted { return false }
        case .pending: if task.status != .pending { return false }
        case .inProgress: if task.status != .inProgress { return false }
        case .completed: if !task.isCompleted { return false }
        case .all: break
        }
        if let priority = filter.priority, priority.rawValue != task.priority.rawValue { return false }
        let tags = Set(task.tags.map { $0.lowercased() })
        if !filter.tags.allSatisfy({ tags.contains($0.lowercased()) }) { return false }
        if let hasDueDate = filter.hasDueDate, hasDueDate != (task.dueAt != nil) { return false }
        if let isRecurring = filter.isRecurring, isRecurring != task.isRecurring { return false }
        guard let due = filter.due else { return true }
        guard let dueAt = task.dueAt?.milliseconds else { return false }
        return due.from.map { dueAt >= $0 } ?? true && due.before.map { dueAt < $0 } ?? true
    }
}
