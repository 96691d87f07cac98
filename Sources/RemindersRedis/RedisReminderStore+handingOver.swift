import CoreMetrics
import Redis
public import Reminders

extension RedisReminderStore {
    public func recordHandover(_ reminders: [Reminder]) async throws(StoreError) -> [HandoverResult] {
        try await inBatches(reminders) { (batch) async throws(StoreError) in
            let arguments = batch.flatMap { [RedisArgument]([.string($0.id.text), .bytes(ReminderRecord.generation($0.generation))]) }
            var reply = try ReplyReader(await run(LedgerScripts.recordHandover, arguments))
            return try batch.map { (_) throws(StoreError) in
                switch try reply.text() {
                case "r": return .recorded
                case "o": return .outdated
                case "g": return .gone
                case let word: throw ReplyReader.malformed(word)
                }
            }
        }
    }

    public func awaitingHandover(after: Timestamp, limit: Int) async throws(StoreError) -> [Reminder] {
        let count = min(limit, Self.largestBatch)
        let arguments: [RedisArgument] = [.integer(Int(after.milliseconds)), .integer(count)]
        var reply = try ReplyReader(await run(LedgerScripts.awaitingHandover, arguments))
        var found: [Reminder] = []
        while let id = reply.next() {
            let id = try ReplyReader.id(id)
            guard let reminder = try? ReplyReader.reminder(try reply.bytes(), id: id, place: .sweeper) else {
                unreadable.increment()
                continue
            }
            found.append(reminder)
        }
        return found
    }

    public func withdrawals(limit: Int) async throws(StoreError) -> [ReminderID] {
        var reply = try ReplyReader(await send(["ZRANGE", keys.withdrawals, "0", String(limit - 1)]))
        var ids: [ReminderID] = []
        while let id = reply.next() { ids.append(try ReplyReader.id(id)) }
        return ids
    }

    public func confirmWithdrawn(_ ids: [ReminderID]) async throws(StoreError) {
        _ = try await inBatches(ids) { (batch) async throws(StoreError) in
            [try await run(LedgerScripts.confirmWithdrawn, batch.map { RedisArgument.string($0.text) })]
        }
    }
}
