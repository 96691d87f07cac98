import Reminders
import TodoKit

/// By what a list of tasks is ordered. Ties go by id, so that every order is total.
enum TaskSort: String, CaseIterable, Sendable {
    case createdAt = "created_at"
    case dueAt = "due_at"
    case priority
    case title
    case updatedAt = "updated_at"

    /// Where a task stands in an order. What a task lacks comes last, in both directions.
    enum Key: Hashable, Sendable {
        case number(Int64)
        case text(String)
        case none
    }

    func key(of task: TodoTask) -> Key {
        switch self {
        case .createdAt: .number(task.createdAt.milliseconds)
        case .dueAt: task.dueAt.map { .number($0.milliseconds) } ?? .none
        case .priority: .number(Int64(task.priority.rank))
        case .title: .text(task.title.lowercased())
        case .updatedAt: .number(task.updatedAt.milliseconds)
        }
    }
}

/// A place in an ordered list.
struct SortPlace: Hashable, Sendable {
    var key: TaskSort.Key
    var id: String

    /// Whether this place comes before another one.
    func precedes(_ other: SortPlace, ascending: Bool) -> Bool {
        switch (key, other.key) {
        case (.none, .none): id < other.id
        case (.none, _): false
        case (_, .none): true
        case (.number(let left), .number(let right)) where left != right: (left < right) == ascending
        case (.text(let left), .text(let right)) where left != right: (left < right) == ascending
        default: ascending ? id < other.id : id > other.id
        }
    }
}
