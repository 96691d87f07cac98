/// What becomes of the occurrences that passed while a repeating task lay uncompleted.
public enum MisfirePolicy: String, Sendable, Hashable, CaseIterable {
    /// They are left out: the next task is the first one due after the completion.
    case skip
    /// The last one that passed is made up for, and the ones before it are left out; completing that one leads to the next.
    case latest
    /// Each one becomes a task, up to a bound, and the next one besides.
    case all
}
