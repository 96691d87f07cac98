/// When a job ticks: a pure function of its definition and of the moment it was created.
struct JobTiming: Equatable, Sendable {
    var begin: Moment
    var due: Moment?
    var schedule: CronSchedule?
    var expiration: Moment?
    var repeats: Int?

    /// - Parameter begin: the scheduler's clock at creation, from which durations count.
    /// - Throws: `JobValidationError` for what the scheduler refuses (Dapr answers 500 then).
    init(
        schedule: String?,
        dueTime: String?,
        ttl: String?,
        repeats: Int?,
        begin: Moment
    ) throws(JobValidationError) {
        self.begin = begin
        self.repeats = repeats
        if let schedule {
            do {
                self.schedule = try CronParser.jobs.parse(schedule)
            } catch {
                throw JobValidationError(error.message)
            }
        }
        let duePoint = try Self.point(dueTime, "due time", begin)
        due = duePoint?.moment(from: begin)
        if let repeats {
            guard repeats > 0 else { throw JobValidationError("repeats must be greater than zero") }
            guard repeats == 1 || schedule != nil else { throw JobValidationError("job must have a schedule to repeat") }
        }
        guard let ttl else { return }
        guard schedule != nil else { throw JobValidationError("job must have a schedule to have a ttl") }
        let ttlPoint = try Self.point(ttl, "ttl", begin)
        let start = duePoint?.isRelative == true && ttlPoint?.isRelative == true ? due ?? begin : begin
        expiration = ttlPoint?.moment(from: start)
        if let due, let expiration, expiration < due { throw JobValidationError("ttl must be greater than due time") }
    }

    private static func point(_ text: String?, _ what: String, _ begin: Moment) throws(JobValidationError) -> TimePoint? {
        guard let text else { return nil }
        if text.hasPrefix("R") { throw JobValidationError("repeats not supported for \(what)") }
        guard let point = TimePoint(text), point.moment(from: begin) != nil else {
            throw JobValidationError("\(what) format not recognized")
        }
        return point
    }

    /// The tick after `count` ticks, the last of which was due at `last`; nil when there is none and the job is over.
    func next(count: Int, last: Moment?) -> Moment? {
        if let repeats, count >= repeats { return nil }
        let next: Moment?
        switch (schedule, last) {
        case (nil, _): next = count == 0 ? due : nil
        case (let schedule?, nil): next = due ?? schedule.next(after: begin)
        case (let schedule?, let last?): next = schedule.next(after: last)
        }
        guard let next else { return nil }
        if let expiration, next > expiration { return nil }
        return next
    }
}

/// A job that the scheduler does not take. Never retriable.
struct JobValidationError: Error, Equatable {
    let code = "job_validation"
    let message: String
    var isRetriable: Bool { false }

    init(_ message: String) {
        self.message = message
    }
}
