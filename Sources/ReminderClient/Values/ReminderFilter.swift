/// Which reminders to list. All that is given has to hold.
public struct ReminderFilter: Sendable, Hashable {
    public var userID: String?
    public var taskID: String?
    public var tag: String?
    /// `scheduled`, `firing`, `fired`, `cancelled` or `dead`.
    public var state: String?
    /// Due at or after, RFC 3339.
    public var from: String?
    /// Due before, RFC 3339.
    public var to: String?

    public init(
        userID: String? = nil,
        taskID: String? = nil,
        tag: String? = nil,
        state: String? = nil,
        from: String? = nil,
        to: String? = nil
    ) {
        self.userID = userID
        self.taskID = taskID
        self.tag = tag
        self.state = state
        self.from = from
        self.to = to
    }

    var parameters: [(name: String, value: String)] {
        let all = [("user_id", userID), ("task_id", taskID), ("tag", tag), ("state", state), ("from", from), ("to", to)]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }
}
