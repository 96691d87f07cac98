public import JSON

/// A request to schedule a reminder, already checked for form.
public struct ReminderRequest: Sendable, Equatable {
    /// When it is to fire, as the caller put it.
    public enum Due: Sendable, Equatable {
        case at(Timestamp)
        /// From the moment of acceptance.
        case after(Duration)
        /// A local time with its zone, and the instant that means.
        case local(time: String, zone: String, instant: Timestamp)

        func resolved(now: Timestamp) -> Timestamp {
            switch self {
            case .at(let instant), .local(_, _, let instant): instant
            case .after(let delay): now + delay
            }
        }
    }

    /// Nil: the engine makes one.
    public var id: ReminderID?
    public var userID: String
    public var taskID: String?
    public var title: String?
    public var due: Due
    public var topic: String
    public var tags: [String]
    public var data: RawJSON?
    public var traceparent: String?

    public init(
        id: ReminderID? = nil,
        userID: String,
        taskID: String? = nil,
        title: String? = nil,
        due: Due,
        topic: String = Reminder.defaultTopic,
        tags: [String] = [],
        data: RawJSON? = nil,
        traceparent: String? = nil
    ) {
        self.id = id
        self.userID = userID
        self.taskID = taskID
        self.title = title
        self.due = due
        self.topic = topic
        self.tags = tags
        self.data = data
        self.traceparent = traceparent
    }

    /// Tells a repeat of this request from another request under the same id. A delay counts as written: the same
    /// `10m` sent again is the same request, although it would end later.
    var fingerprint: UInt64 {
        var hash = Fingerprint()
        hash.add(userID)
        hash.add(taskID)
        hash.add(title)
        switch due {
        case .at(let instant): hash.add("at \(instant.milliseconds)")
        case .after(let delay): hash.add("after \(delay.wholeMilliseconds)")
        case .local(let time, let zone, _): hash.add("local \(time) \(zone)")
        }
        hash.add(topic)
        for tag in tags { hash.add(tag) }
        hash.add(data?.bytes)
        return hash.value
    }
}
