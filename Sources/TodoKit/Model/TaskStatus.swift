/// Where a task stands.
public enum TaskStatus: String, Sendable, Hashable, CaseIterable {
    case pending
    case inProgress = "in_progress"
    case completed
}
