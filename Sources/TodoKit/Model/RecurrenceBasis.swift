/// From what the next occurrence of a repeating task is counted.
public enum RecurrenceBasis: String, Sendable, Hashable, CaseIterable {
    /// From when the task was due: bills on the first of the month.
    case schedule
    /// From the day on which the task was completed: water the plants four days after the last time.
    case completion
}
