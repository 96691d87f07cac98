/// How much a task matters, from little to much.
public enum TaskPriority: String, Sendable, Hashable, CaseIterable {
    case low
    case medium
    case high
    case urgent
}

extension TaskPriority: Comparable {
    public static func < (left: TaskPriority, right: TaskPriority) -> Bool {
        left.rank < right.rank
    }

    /// 0 for low to 3 for urgent: what lists are sorted by.
    public var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .urgent: 3
        }
    }
}
