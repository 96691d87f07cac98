import CoreMetrics
import Redis
public import Reminders

extension RedisReminderStore {
    public func claimDue(_ window: DueWindow) async throws(StoreError) -> ClaimedBatch {
        let reply = try await run(
            LedgerScripts.claimDue,
            [
                .integer(Int(window.now.milliseconds)),
                .integer(Int((window.now - window.jobsGrace).milliseconds)),
                .integer(min(window.limit, Self.largestBatch)),
                .integer(Int(window.leaseEnds.milliseconds)),
                .integer(Int(window.jobsGrace.wholeMilliseconds)),
            ]
        )
        var reader = try ReplyReader(reply)
        let lapsed = try reader.integer()
        let next = try reader.timestamp()
        let oldestLateJob = try reader.timestamp()
        var taken = try reader.array()
        var claims: [Claim] = []
        var position = 0
        while let id = taken.next() {
            let id = try ReplyReader.id(id)
            let record = try taken.bytes()
            defer { position += 1 }
            // One record that nobody can read must not hold up the others: it stays claimed, and is met again and counted
            // again whenever its lease ends.
            guard let reminder = try? ReplyReader.reminder(record, id: id, place: .firing) else {
                unreadable.increment()
                continue
            }
            claims.append(Claim(reminder: reminder, leaseEnds: window.leaseEnds, isRecovered: position < lapsed))
        }
        claims.sort { ($0.reminder.due, $0.reminder.id.text) < ($1.reminder.due, $1.reminder.id.text) }
        return ClaimedBatch(claims: claims, next: next, oldestLateJob: oldestLateJob)
    }

    public func claim(
        _ triggers: [Trigger],
        leaseEnds: Timestamp,
        keptSince: Timestamp
    ) async throws(StoreError) -> [TriggerResult] {
        try await inBatches(triggers) { (batch) async throws(StoreError) in
            var arguments: [RedisArgument] = [.integer(Int(leaseEnds.milliseconds)), .integer(Int(keptSince.milliseconds))]
            for trigger in batch {
                let reminder = trigger.reminder
                arguments.append(.string(trigger.ledger?.text ?? ""))
                arguments.append(.string(reminder.id.text))
                arguments.append(.bytes(ReminderRecord.generation(reminder.generation)))
                arguments.append(.bytes(ReminderRecord.encode(reminder)))
                arguments.append(.integer(Int(reminder.due.milliseconds)))
                arguments.append(indexesOf: reminder)
            }
            var reply = try ReplyReader(await run(LedgerScripts.claim, arguments))
            return try batch.map { (trigger) throws(StoreError) in
                switch try reply.element() {
                case .integer(1): return .outdated
                case .integer(2): return .busy
                case .integer(3): return .finished
                case let record:
                    guard let bytes = record.bytes else { throw ReplyReader.malformed("not a record") }
                    // A record that nobody can read: the job has all that it takes, of the same generation and time.
                    let reminder = (try? ReplyReader.reminder(bytes, id: trigger.reminder.id, place: .firing)) ?? carried(by: trigger)
                    return .claimed(Claim(reminder: reminder, leaseEnds: leaseEnds))
                }
            }
        }
    }

    private func carried(by trigger: Trigger) -> Reminder {
        unreadable.increment()
        var reminder = trigger.reminder
        reminder.state = .firing
        return reminder
    }

    public func settle(_ settlements: [Settlement], forgetAt: Timestamp) async throws(StoreError) -> [Bool] {
        try await inBatches(settlements) { (batch) async throws(StoreError) in
            var arguments: [RedisArgument] = [.integer(Int(forgetAt.milliseconds))]
            arguments.reserveCapacity(1 + batch.count * 5)
            for settlement in batch {
                var reminder = settlement.reminder
                let (letter, score): (String, Timestamp)
                switch settlement.outcome {
                case .fired:
                    reminder.state = .fired
                    (letter, score) = ("f", reminder.due)
                case .retry(let at):
                    reminder.state = .scheduled
                    (letter, score) = ("r", at)
                case .dead:
                    reminder.state = .dead
                    (letter, score) = ("d", reminder.due)
                }
                arguments.append(.string(reminder.id.text))
                arguments.append(.integer(Int(settlement.claim.leaseEnds.milliseconds)))
                arguments.append(.string(letter))
                arguments.append(.bytes(ReminderRecord.encode(reminder)))
                arguments.append(.integer(Int(score.milliseconds)))
            }
            var reply = try ReplyReader(await run(LedgerScripts.settle, arguments))
            return try batch.map { (_) throws(StoreError) in try reply.integer() == 1 }
        }
    }

    public func forget(now: Timestamp, limit: Int) async throws(StoreError) -> Int {
        let count = min(limit, Self.largestBatch)
        var reply = try ReplyReader(await run(LedgerScripts.expired, [.integer(Int(now.milliseconds)), .integer(count)]))
        var arguments: [RedisArgument] = [.integer(Int(now.milliseconds))]
        while let id = reply.next() {
            let id = try ReplyReader.id(id)
            // An id without a record is forgotten under an empty user: only the sets hold it.
            guard let record = try reply.element().bytes else {
                arguments += [.string(id.text), .string(""), .string(""), .string(""), .integer(0)]
                continue
            }
            arguments.append(.string(id.text))
            guard let reminder = try? ReplyReader.reminder(record, id: id, place: .fired) else {
                // Forgotten without its places in the indexes, which nobody can tell: the listings leave these out.
                unreadable.increment()
                arguments += [.bytes(Array(record.dropFirst().prefix(4))), .string(""), .string(""), .integer(0)]
                continue
            }
            arguments.append(.bytes(ReminderRecord.generation(reminder.generation)))
            arguments.append(indexesOf: reminder)
        }
        guard arguments.count > 1 else { return 0 }
        guard case .integer(let forgotten) = try await run(LedgerScripts.forget, arguments) else {
            throw ReplyReader.malformed("not a number")
        }
        return Int(forgotten)
    }
}
