import Curl
import JSON

extension ReminderClient {
    /// Schedules a reminder.
    ///
    /// - Parameter idempotencyKey: lets a repeated request without an id find what the first one made.
    /// - Returns: the reminder, and whether this request made it.
    public func schedule(
        _ reminder: NewReminder,
        idempotencyKey: String? = nil
    ) async throws(ReminderClientError) -> (reminder: ReminderRecord, isNew: Bool) {
        let headers = idempotencyKey.map { [(name: "Idempotency-Key", value: $0)] } ?? []
        let answer = try await send(.post, "/v1/reminders", body: JSONWriter.encode(reminder), headers: headers)
        do throws(JSONError) {
            return (try ReminderRecord(json: answer.body, options: .lenient), answer.status == 201)
        } catch {
            throw ReminderClientError(.unreadable, "the answer is no reminder: \(error)", status: answer.status)
        }
    }

    /// Schedules up to 1,000 reminders in one request; each succeeds or fails by itself. Results are in order.
    public func schedule(_ reminders: [NewReminder]) async throws(ReminderClientError) -> [BatchOutcome] {
        var writer = JSONWriter(reservingCapacity: 64 + reminders.count * 256)
        writer.object { $0.member("reminders", reminders) }
        let outcomes = try await value(.post, "/v1/reminders/batch", body: writer.bytes, as: BatchOutcomes.self).results
        guard outcomes.count == reminders.count else {
            throw ReminderClientError(.unreadable, "\(reminders.count) reminders were sent, and \(outcomes.count) answered")
        }
        return outcomes
    }

    public func reminder(_ id: String) async throws(ReminderClientError) -> ReminderRecord {
        try await value(.get, Self.path(id))
    }

    /// One page by due time, and the cursor of the next.
    public func list(
        _ filter: ReminderFilter = ReminderFilter(),
        limit: Int? = nil,
        cursor: String? = nil
    ) async throws(ReminderClientError) -> ReminderRecordPage {
        var query = filter.parameters
        if let limit { query.append(("limit", String(limit))) }
        if let cursor { query.append(("cursor", cursor)) }
        return try await value(.get, "/v1/reminders" + URLText.query(query))
    }

    /// Changes a reminder that has not fired; it gets the next generation.
    ///
    /// - Parameter generation: the one the change is made from; the change fails if it is no longer that.
    public func change(
        _ id: String,
        _ change: ReminderUpdate,
        ifGeneration generation: Int? = nil
    ) async throws(ReminderClientError) -> ReminderRecord {
        try await value(.patch, Self.path(id), body: JSONWriter.encode(change), headers: Self.condition(generation))
    }

    /// Puts a reminder off, also one that has fired.
    public func snooze(
        _ id: String,
        _ when: ReminderTime,
        ifGeneration generation: Int? = nil
    ) async throws(ReminderClientError) -> ReminderRecord {
        var writer = JSONWriter()
        writer.object { when.encodeMembers(to: &$0, instantName: "until") }
        return try await value(.post, Self.path(id) + "/snooze", body: writer.bytes, headers: Self.condition(generation))
    }

    /// Cancels one reminder. When it returns, no event of it will come any more.
    public func cancel(_ id: String) async throws(ReminderClientError) {
        _ = try await send(.delete, Self.path(id))
    }

    /// Cancels those of these that can still be cancelled.
    ///
    /// - Returns: how many this call cancelled.
    public func cancel(_ ids: [String]) async throws(ReminderClientError) -> Int {
        var writer = JSONWriter()
        writer.object { $0.member("ids", ids) }
        return try await value(.post, "/v1/reminders/cancel", body: writer.bytes, as: CancelledCount.self).count
    }

    /// Cancels all that a user, task or tag has; what is given has to hold together.
    ///
    /// - Returns: how many this call cancelled.
    public func cancel(userID: String? = nil, taskID: String? = nil, tag: String? = nil) async throws(ReminderClientError) -> Int {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("user_id", ifPresent: userID)
            writer.member("task_id", ifPresent: taskID)
            writer.member("tag", ifPresent: tag)
        }
        return try await value(.post, "/v1/reminders/cancel", body: writer.bytes, as: CancelledCount.self).count
    }

    private static func path(_ id: String) -> String { "/v1/reminders/" + URLText.encode(id) }

    private static func condition(_ generation: Int?) -> [(name: String, value: String)] {
        generation.map { [("If-Match", "\"\($0)\"")] } ?? []
    }
}
