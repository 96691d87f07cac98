/// One thing that the sidecar received or delivered.
public struct JournalEntry: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Calls of the Jobs API that succeeded, by name.
        case jobScheduled = "job.scheduled"
        case jobDeleted = "job.deleted"
        /// A callback went out, and its answer came; `status` 0 is no answer.
        case jobTriggered = "job.triggered"
        case jobAnswered = "job.answered"
        /// The job is over: settled, dropped or out of attempts (`detail`).
        case jobEnded = "job.ended"
        /// An event was taken; `subject` is the topic, `id` the event's id.
        case published
        /// An event went to the application, and its answer came.
        case delivered
        case answered
        case deadLettered = "dead-lettered"
        /// A key was written or deleted; `id` is the store.
        case stateSaved = "state.saved"
        case stateDeleted = "state.deleted"
        case tick
        case invoked
        case fault
    }

    /// Counts from 1, without gaps.
    public var number: UInt64
    /// Wall clock, nanoseconds since 1970.
    public var nanoseconds: Int64
    public var kind: Kind
    public var subject: String
    public var id: String
    public var status: Int?
    public var detail: String

    var value: GoValue {
        var object = GoObject([
            ("number", .integer(number)), ("time", .integer(nanoseconds / 1000)), ("kind", .string(kind.rawValue)),
            ("subject", .string(subject)),
        ])
        if !id.isEmpty { object["id"] = .string(id) }
        if let status { object["status"] = .integer(status) }
        if !detail.isEmpty { object["detail"] = .string(detail) }
        return .object(object)
    }
}
