/// The ledger as a plain value: the model that the Redis scripts are held to, and the store of tests and simulations.
struct MemoryLedger: Sendable {
    struct Entry: Sendable {
        var reminder: Reminder
        /// When it is due for the set it waits in: its due time, or the time of the next attempt.
        var score: Timestamp
        var leaseEnds: Timestamp?
        var forgetAt: Timestamp?
        /// Sticky: the Jobs API may hold a job of some generation.
        var mayHaveJob = false
        var awaitsWithdrawal = false
    }

    var id: LedgerID?
    var mode = DeliveryMode.auto
    private(set) var entries: [ReminderID: Entry] = [:]

    func reminder(_ id: ReminderID) -> Reminder? { entries[id]?.reminder }

    mutating func schedule(_ reminder: Reminder) -> ScheduleResult {
        if let existing = entries[reminder.id]?.reminder {
            return existing.fingerprint == reminder.fingerprint ? .existing(existing) : .conflict(existing)
        }
        var created = reminder
        created.state = .scheduled
        created.carrier = .sweeper
        entries[reminder.id] = Entry(reminder: created, score: created.due)
        return .created(created)
    }

    mutating func replace(_ replacement: Replacement) -> ReplaceResult {
        guard var entry = entries[replacement.old.id] else { return .missing }
        let current = entry.reminder
        let isBeingPublished = current.state == .scheduled && current.isUncertain
        guard current.generation == replacement.old.generation, replacement.allowed.contains(current.state), !isBeingPublished else {
            return .refused(current)
        }
        entry.reminder = replacement.new
        entry.reminder.state = .scheduled
        entry.reminder.carrier = .sweeper
        entry.score = entry.reminder.due
        entry.forgetAt = nil
        entries[current.id] = entry
        return .replaced
    }

    mutating func cancel(_ id: ReminderID, forgetAt: Timestamp) -> CancelResult {
        guard var entry = entries[id] else { return .missing }
        switch entry.reminder.state {
        case .fired: return .fired
        case .cancelled: return .alreadyCancelled
        case .firing: return .firing
        case .scheduled where entry.reminder.isUncertain: return .firing
        case .scheduled, .dead: break
        }
        entry.reminder.state = .cancelled
        entry.forgetAt = forgetAt
        entry.awaitsWithdrawal = entry.mayHaveJob
        entries[id] = entry
        return .cancelled(wasHandedOver: entry.mayHaveJob)
    }

    mutating func recordHandover(_ handed: Reminder) -> HandoverResult {
        guard var entry = entries[handed.id] else { return .gone }
        defer { entries[handed.id] = entry }
        entry.mayHaveJob = true
        switch entry.reminder.state {
        case .cancelled:
            entry.awaitsWithdrawal = true
            return .gone
        case .scheduled where entry.reminder.attempts == 0:
            guard entry.reminder.generation == handed.generation else {
                entry.reminder.carrier = .sweeper
                return .outdated
            }
            entry.reminder.carrier = .jobs
            return .recorded
        default: return .gone
        }
    }

    func awaitingHandover(after: Timestamp, limit: Int) -> [Reminder] {
        Array(
            waiting(.sweeper).filter { $0.score > after && $0.reminder.attempts == 0 }.map(\.reminder).prefix(limit)
        )
    }

    func withdrawals(limit: Int) -> [ReminderID] {
        Array(entries.values.filter(\.awaitsWithdrawal).map(\.reminder.id).sorted { $0.text < $1.text }.prefix(limit))
    }

    mutating func confirmWithdrawn(_ id: ReminderID) {
        entries[id]?.awaitsWithdrawal = false
        entries[id]?.mayHaveJob = false
    }

    mutating func claimDue(_ window: DueWindow) -> ClaimedBatch {
        let lapsed = entries.values
            .filter { $0.reminder.state == .firing && $0.leaseEnds.map { $0 <= window.now } ?? false }
            .sorted { $0.reminder.due < $1.reminder.due }
        let swept = waiting(.sweeper).filter { $0.score <= window.now }
        let lateJobs = waiting(.jobs).filter { $0.score < window.now }
        let jobs = waiting(.jobs).filter { $0.score <= window.now - window.jobsGrace }
        let taken = (lapsed + swept + jobs).prefix(window.limit)
        let claims = taken.map { take($0, leaseEnds: window.leaseEnds) }
        let next = [
            waiting(.sweeper).first?.score,
            waiting(.jobs).first.map { $0.score + window.jobsGrace },
            entries.values.compactMap { $0.reminder.state == .firing ? $0.leaseEnds : nil }.min(),
        ].compactMap(\.self).min()
        return ClaimedBatch(
            claims: claims.sorted { ($0.reminder.due, $0.reminder.id.text) < ($1.reminder.due, $1.reminder.id.text) },
            next: next,
            oldestLateJob: lateJobs.first?.score
        )
    }

    mutating func claim(_ trigger: Trigger, leaseEnds: Timestamp, keptSince: Timestamp) -> TriggerResult {
        let carried = trigger.reminder
        guard let entry = entries[carried.id] else {
            if let id, id.vouches(for: trigger, keptSince: keptSince) { return .finished }
            return .claimed(adopt(carried, leaseEnds: leaseEnds))
        }
        let current = entry.reminder
        // The ledger lost the last change, the job did not.
        if carried.generation > current.generation { return .claimed(adopt(carried, leaseEnds: leaseEnds)) }
        // The same generation at another time: made by a ledger that was rolled back since.
        if carried.generation < current.generation || carried.due != current.due { return .outdated }
        switch current.state {
        case .scheduled: return .claimed(take(entry, leaseEnds: leaseEnds))
        case .firing: return .busy
        case .fired, .cancelled, .dead: return .finished
        }
    }

    mutating func settle(_ settlement: Settlement, forgetAt: Timestamp) -> Bool {
        let id = settlement.claim.reminder.id
        guard var entry = entries[id], entry.reminder.state == .firing, entry.leaseEnds == settlement.claim.leaseEnds else { return false }
        entry.reminder = settlement.reminder
        entry.leaseEnds = nil
        switch settlement.outcome {
        case .fired:
            entry.reminder.state = .fired
            entry.forgetAt = forgetAt
        case .retry(let at):
            entry.reminder.state = .scheduled
            entry.reminder.carrier = .sweeper
            entry.score = at
        case .dead:
            entry.reminder.state = .dead
        }
        entries[id] = entry
        return true
    }

    func list(_ query: ReminderQuery) -> ReminderPage {
        let matching = entries.values.map(\.reminder).filter(query.matches)
            .sorted { ($0.due, $0.id.text) < ($1.due, $1.id.text) }
            .filter { reminder in query.cursor.map { ($0.due, $0.id.text) < (reminder.due, reminder.id.text) } ?? true }
        let page = Array(matching.prefix(query.limit))
        let next = matching.count > page.count ? page.last.map { ReminderCursor(due: $0.due, id: $0.id) } : nil
        return ReminderPage(reminders: page, next: next)
    }

    func counts() -> LedgerCounts {
        var counts = LedgerCounts()
        for entry in entries.values {
            switch entry.reminder.state {
            case .scheduled:
                if entry.reminder.carrier == .jobs { counts.jobs += 1 } else { counts.sweeper += 1 }
                counts.earliestDue = min(counts.earliestDue ?? entry.score, entry.score)
            case .firing: counts.firing += 1
            case .dead: counts.dead += 1
            case .fired, .cancelled: counts.finished += 1
            }
            if entry.awaitsWithdrawal { counts.withdrawals += 1 }
        }
        return counts
    }

    mutating func forget(now: Timestamp, limit: Int) -> Int {
        let ids = entries.values.filter { !$0.awaitsWithdrawal && $0.forgetAt.map { $0 <= now } ?? false }
            .map(\.reminder.id).prefix(limit)
        for id in ids { entries[id] = nil }
        return ids.count
    }

    private func waiting(_ carrier: Carrier) -> [Entry] {
        entries.values.filter { $0.reminder.state == .scheduled && $0.reminder.carrier == carrier }
            .sorted { ($0.score, $0.reminder.id.text) < ($1.score, $1.reminder.id.text) }
    }

    private mutating func take(_ taken: Entry, leaseEnds: Timestamp) -> Claim {
        var entry = taken
        let lapsed = entry.reminder.state == .firing
        entry.reminder.state = .firing
        entry.leaseEnds = leaseEnds
        // The process that held the lease did not come to count its attempt, or to tell whether the event is out.
        if lapsed {
            entry.reminder.attempts += 1
            entry.reminder.isUncertain = true
        }
        entries[entry.reminder.id] = entry
        return Claim(reminder: entry.reminder, leaseEnds: leaseEnds, isRecovered: lapsed)
    }

    private mutating func adopt(_ reminder: Reminder, leaseEnds: Timestamp) -> Claim {
        var adopted = reminder
        adopted.state = .firing
        adopted.carrier = .jobs
        entries[reminder.id] = Entry(reminder: adopted, score: adopted.due, leaseEnds: leaseEnds, mayHaveJob: true)
        return Claim(reminder: adopted, leaseEnds: leaseEnds)
    }
}
