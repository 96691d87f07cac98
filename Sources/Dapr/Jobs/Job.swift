public import JSON

/// A job to schedule: a callback `POST /job/{name}` to this application, once or repeatedly (Dapr 1.18).
public struct Job: Sendable, Hashable {
    /// Unique within the application. Portable across Dapr versions: `[A-Za-z0-9._-]`, at most 200 characters, a letter or digit at both ends.
    public var name: String

    /// When to fire once, or first when there is a `schedule`: RFC 3339 with a zone, or a Go duration (`90s`) counted from
    /// the scheduler's clock. A time in the past fires at once.
    public var dueTime: String?

    /// Six cron fields, seconds first, or a word such as `@daily` or `@every 90s`. Never an instant.
    public var schedule: String?

    /// How many times altogether. More than once needs a schedule.
    public var repeats: Int?

    /// When to stop, in the formats of `dueTime`. Needs a schedule.
    public var ttl: String?

    /// The body of the callback. Numbers pass through doubles, keys are sorted on the way. At most about 2 MiB.
    public var data: RawJSON

    /// Replaces a job of this name; otherwise scheduling it fails with `.conflict`.
    public var overwrite: Bool

    /// Nil takes Dapr's default: given up after four attempts within three seconds.
    public var failurePolicy: JobFailurePolicy?

    public init(
        name: String,
        dueTime: String? = nil,
        schedule: String? = nil,
        repeats: Int? = nil,
        ttl: String? = nil,
        data: RawJSON = RawJSON(JSONObject()),
        overwrite: Bool = false,
        failurePolicy: JobFailurePolicy? = nil
    ) {
        self.name = name
        self.dueTime = dueTime
        self.schedule = schedule
        self.repeats = repeats
        self.ttl = ttl
        self.data = data
        self.overwrite = overwrite
        self.failurePolicy = failurePolicy
    }
}

/// The body of the request that schedules it. The name is in the path: in the body it is refused.
extension Job: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("dueTime", ifPresent: dueTime)
            writer.member("schedule", ifPresent: schedule)
            writer.member("repeats", ifPresent: repeats)
            writer.member("ttl", ifPresent: ttl)
            // A job without data cannot be delivered before Dapr 1.18.3.
            writer.member("data", data)
            if overwrite { writer.member("overwrite", true) }
            writer.member("failurePolicy", ifPresent: failurePolicy)
        }
    }
}
