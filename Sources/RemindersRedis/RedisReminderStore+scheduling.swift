import CoreMetrics
import Redis
public import Reminders

extension RedisReminderStore {
    /// Scripts unpack their arguments onto Lua's stack, which holds 8,000 values.
    static let largestBatch = 1000

    public func schedule(_ reminders: [Reminder]) async throws(StoreError) -> [ScheduleResult] {
        try await inBatches(reminders) { (batch) async throws(StoreError) in
            var arguments: [RedisArgument] = [.integer(batch.count)]
            arguments.reserveCapacity(1 + batch.count * 6)
            arguments += batch.lazy.map { .string($0.id.text) }
            arguments += batch.lazy.map { .bytes(ReminderRecord.encode($0)) }
            arguments += batch.lazy.map { .integer(Int($0.due.milliseconds)) }
            arguments += batch.lazy.map { .string($0.userID) }
            arguments += batch.lazy.map { .string(RedisKeys.bucket(ofTask: $0.taskID)) }
            arguments += batch.lazy.map { .integer($0.tags.count) }
            arguments += batch.lazy.flatMap(\.tags).map { .string($0) }
            var reply = try ReplyReader(await run(LedgerScripts.schedule, arguments))
            return try batch.map { (reminder) throws(StoreError) in
                switch try reply.element() {
                case .null: return .created(reminder)
                case let existing:
                    var reader = try ReplyReader(existing)
                    guard let known = try? reader.reminder(reminder.id) else {
                        // The id is taken, by what nobody can read.
                        unreadable.increment()
                        return .conflict(reminder)
                    }
                    return known.fingerprint == reminder.fingerprint ? .existing(known) : .conflict(known)
                }
            }
        }
    }

    public func fetch(_ ids: [ReminderID]) async throws(StoreError) -> [Reminder?] {
        try await inBatches(ids) { (batch) async throws(StoreError) in
            var reply = try ReplyReader(await run(LedgerScripts.fetch, batch.map { .string($0.text) }))
            return try batch.map { (id) throws(StoreError) in
                let record = try reply.element()
                let letter = try reply.bytes()
                guard let bytes = record.bytes else { return nil }
                guard let place = letter.first.flatMap(Place.init(rawValue:)) else { throw ReplyReader.malformed("not a place") }
                return try ReplyReader.reminder(bytes, id: id, place: place)
            }
        }
    }

    public func replace(_ replacements: [Replacement]) async throws(StoreError) -> [ReplaceResult] {
        try await inBatches(replacements) { (batch) async throws(StoreError) in
            var arguments: [RedisArgument] = []
            for replacement in batch {
                let old = replacement.old
                var new = replacement.new
                new.state = .scheduled
                new.carrier = .sweeper
                let lost = old.tags.filter { !new.tags.contains($0) }
                arguments.append(.string(old.id.text))
                arguments.append(.bytes(ReminderRecord.generation(old.generation)))
                arguments.append(.string(Place.letters(replacement.allowed)))
                arguments.append(.bytes(ReminderRecord.encode(new)))
                arguments.append(.integer(Int(new.due.milliseconds)))
                arguments.append(.string(new.userID))
                arguments.append(.string(RedisKeys.bucket(ofTask: new.taskID)))
                arguments.append(list: lost)
                arguments.append(list: new.tags)
            }
            var reply = try ReplyReader(await run(LedgerScripts.replace, arguments))
            return try batch.map { (replacement) throws(StoreError) in
                switch try reply.element() {
                case .integer(1): return .replaced
                case .integer: return .missing
                case let refused:
                    var reader = try ReplyReader(refused)
                    return .refused(try reader.reminder(replacement.old.id))
                }
            }
        }
    }

    public func cancel(_ ids: [ReminderID], forgetAt: Timestamp) async throws(StoreError) -> [CancelResult] {
        try await inBatches(ids) { (batch) async throws(StoreError) in
            let arguments = [RedisArgument.integer(Int(forgetAt.milliseconds))] + batch.map { .string($0.text) }
            var reply = try ReplyReader(await run(LedgerScripts.cancel, arguments))
            return try batch.map { (_) throws(StoreError) in
                switch try reply.text() {
                case "k": return .cancelled(wasHandedOver: false)
                case "w": return .cancelled(wasHandedOver: true)
                case "a": return .alreadyCancelled
                case "x": return .firing
                case "f": return .fired
                case "m": return .missing
                case let word: throw ReplyReader.malformed(word)
                }
            }
        }
    }

    /// Runs a transition over at most ``largestBatch`` items at a time. None for none: scripts expect arguments.
    func inBatches<Item, Output>(
        _ items: [Item],
        _ transition: ([Item]) async throws(StoreError) -> [Output]
    ) async throws(StoreError) -> [Output] {
        if items.count <= Self.largestBatch { return items.isEmpty ? [] : try await transition(items) }
        var outputs: [Output] = []
        outputs.reserveCapacity(items.count)
        for start in stride(from: 0, to: items.count, by: Self.largestBatch) {
            outputs += try await transition(Array(items[start..<min(start + Self.largestBatch, items.count)]))
        }
        return outputs
    }
}

extension [RedisArgument] {
    /// User, task bucket and tags, as scripts that write indexes read them.
    mutating func append(indexesOf reminder: Reminder) {
        append(.string(reminder.userID))
        append(.string(RedisKeys.bucket(ofTask: reminder.taskID)))
        append(list: reminder.tags)
    }

    /// A number of texts, then the texts.
    mutating func append(list: [String]) {
        append(.integer(list.count))
        for text in list { append(.string(text)) }
    }
}
