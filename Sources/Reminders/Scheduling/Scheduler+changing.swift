import CoreMetrics

/// Reading, changing and cancelling.
extension Scheduler {
    /// - Throws: `notFound`, `unavailable`.
    public func reminder(_ id: ReminderID) async throws(ReminderError) -> Reminder {
        guard let reminder = try await fetch(id) else { throw Self.unknown(id) }
        return reminder
    }

    public func list(_ query: ReminderQuery) async throws(ReminderError) -> ReminderPage {
        do throws(StoreError) { return try await store.list(query) } catch { throw Self.unavailable(error.message) }
    }

    /// Changes a reminder that is scheduled or dead; it gets the next generation.
    ///
    /// - Parameter generation: the one the caller saw, if the change is to depend on it.
    public func change(
        _ id: ReminderID,
        _ change: ReminderChange,
        ifGeneration generation: Int? = nil
    ) async throws(ReminderError) -> Reminder {
        try await replace(id, allowed: [.scheduled, .dead], ifGeneration: generation) { change.applied(to: $0, now: $1) }
    }

    /// Moves a reminder to another time, also one that has fired: it becomes scheduled with the next generation.
    public func snooze(
        _ id: ReminderID,
        until due: ReminderRequest.Due,
        ifGeneration generation: Int? = nil
    ) async throws(ReminderError) -> Reminder {
        let change = ReminderChange(due: due)
        return try await replace(id, allowed: [.scheduled, .dead, .fired], ifGeneration: generation) { change.applied(to: $0, now: $1) }
    }

    /// Cancels a reminder. When it returns, no event of it will be published any more.
    public func cancel(_ id: ReminderID) async throws(ReminderError) {
        let results: [CancelResult]
        do throws(StoreError) {
            results = try await store.cancel([id], forgetAt: clock.now + retention)
        } catch {
            throw Self.unavailable(error.message)
        }
        switch results.first {
        case .cancelled(let wasHandedOver):
            metrics.cancelled.increment()
            if wasHandedOver { handoff.withdraw([id]) }
        case .alreadyCancelled: break
        case .firing: throw ReminderError(.beingFired, "the event of \(id) is on its way, or may be")
        case .fired: throw ReminderError(.alreadyFired, "\(id) has fired")
        case .missing, nil: try await cancelUnknown(id)
        }
    }

    /// Cancels those of these that can still be cancelled.
    ///
    /// - Returns: how many this call cancelled.
    public func cancel(_ ids: [ReminderID]) async throws(ReminderError) -> Int {
        let results: [CancelResult]
        do throws(StoreError) {
            results = try await store.cancel(ids, forgetAt: clock.now + retention)
        } catch {
            throw Self.unavailable(error.message)
        }
        var cancelled = results.count { if case .cancelled = $0 { true } else { false } }
        let handedOver = zip(ids, results).compactMap { id, result in result == .cancelled(wasHandedOver: true) ? id : nil }
        metrics.cancelled.increment(by: cancelled)
        if !handedOver.isEmpty { handoff.withdraw(handedOver) }
        for (id, result) in zip(ids, results) where result == .missing && catchUp.find(id) != nil {
            do throws(ReminderError) {
                try await cancelUnknown(id)
                cancelled += 1
            } catch  where error.code == .unavailable {
                throw error
            } catch {
                // Fired, or cancelled by somebody else: not by this call.
            }
        }
        return cancelled
    }

    /// Cancels everything that the query finds and that can still be cancelled.
    public func cancel(matching query: ReminderQuery) async throws(ReminderError) -> Int {
        var query = query
        query.limit = 500
        var cancelled = 0
        for state in [ReminderState.scheduled, .dead] {
            query.state = state
            query.cursor = nil
            repeat {
                let page = try await list(query)
                cancelled += try await cancel(page.reminders.map(\.id))
                query.cursor = page.next
            } while query.cursor != nil
        }
        return cancelled
    }

    /// Lets dead reminders be tried again at once, under the event id that they have.
    ///
    /// - Parameter ids: nil for all of the dead.
    /// - Returns: how many were driven again.
    public func redrive(_ ids: [ReminderID]?) async throws(ReminderError) -> Int {
        do throws(StoreError) {
            guard let ids else { return try await redriveAll() }
            return try await redrive(try await store.fetch(ids).compactMap(\.self).filter { $0.state == .dead })
        } catch {
            throw Self.unavailable(error.message)
        }
    }

    private func redriveAll() async throws(StoreError) -> Int {
        var driven = 0
        var query = ReminderQuery(state: .dead, limit: 500)
        repeat {
            let page = try await store.list(query)
            driven += try await redrive(page.reminders)
            query.cursor = page.next
        } while query.cursor != nil
        return driven
    }

    private func redrive(_ dead: [Reminder]) async throws(StoreError) -> Int {
        let replacements = dead.map { old in
            var new = old
            new.state = .scheduled
            new.attempts = 0
            return Replacement(old: old, new: new, allowed: [.dead])
        }
        let driven = try await store.replace(replacements).count { $0 == .replaced }
        if driven > 0 { sweeper.accepted(due: clock.now) }
        return driven
    }

    /// Reads, decides, and writes on the condition that nothing changed meanwhile; tries again when something did, and
    /// waits a moment for what is being fired.
    private func replace(
        _ id: ReminderID,
        allowed: Set<ReminderState>,
        ifGeneration generation: Int?,
        _ make: (Reminder, Timestamp) -> Reminder
    ) async throws(ReminderError) -> Reminder {
        let patience = clock.now + .seconds(2)
        while true {
            let old = try await reminder(id)
            if let generation, generation != old.generation {
                throw ReminderError(.generationMismatch, "\(id) is at generation \(old.generation)", current: old)
            }
            if old.state == .firing || (old.state == .scheduled && old.isUncertain) {
                guard clock.now < patience else {
                    throw ReminderError(.beingFired, "the event of \(id) is on its way, or may be", current: old)
                }
                try? await clock.sleep(until: clock.now + .milliseconds(20), tolerance: nil)
                continue
            }
            guard allowed.contains(old.state) else { throw Self.finished(old) }
            let now = clock.now
            let new = make(old, now)
            // What is overdue, because the broker is away, can still get another title.
            if new.due != old.due { try duePolicy.check(new.due, now: now) }
            let results: [ReplaceResult]
            do throws(StoreError) {
                results = try await store.replace([Replacement(old: old, new: new, allowed: allowed)])
            } catch {
                throw Self.unavailable(error.message)
            }
            switch results.first {
            case .replaced:
                sweeper.accepted(due: new.due)
                handoff.offer([new])
                return new
            case .missing, nil: throw Self.unknown(id)
            case .refused: guard clock.now < patience else { throw Self.unavailable("\(id) keeps changing") }
            }
        }
    }

    private func fetch(_ id: ReminderID) async throws(ReminderError) -> Reminder? {
        do throws(StoreError) {
            if let known = try await store.fetch([id]).first ?? nil { return known }
        } catch {
            guard let owed = catchUp.find(id) else { throw Self.unavailable(error.message) }
            return owed
        }
        return catchUp.find(id)
    }

    static func unknown(_ id: ReminderID) -> ReminderError {
        ReminderError(.notFound, "there is no reminder \(id)")
    }

    private static func finished(_ reminder: Reminder) -> ReminderError {
        reminder.state == .cancelled
            ? ReminderError(.alreadyCancelled, "\(reminder.id) is cancelled", current: reminder)
            : ReminderError(.alreadyFired, "\(reminder.id) has fired", current: reminder)
    }
}
