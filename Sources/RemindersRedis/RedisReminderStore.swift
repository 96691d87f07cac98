public import CoreMetrics
public import Redis
public import Reminders

/// The ledger in Redis: records in one hash, order in sorted sets, one script for each transition.
///
/// Needs Redis 6.2 or newer (`ZMSCORE`). See ``RedisKeys`` for the layout and `Scripts/` for the transitions.
public final class RedisReminderStore: ReminderStore {
    let client: RedisClient
    let keys: RedisKeys
    private let newLedgerID: @Sendable () -> LedgerID
    private let durations: CallDurations
    let unreadable: Counter

    /// - Parameters:
    ///   - namespace: stands before every key, so that several ledgers can share a Redis.
    ///   - newLedgerID: the mark of a ledger that has none yet; has to be another one every time.
    public init(
        client: RedisClient,
        namespace: String = "punctual",
        metricsFactory: any MetricsFactory = MetricsSystem.factory,
        newLedgerID: @escaping @Sendable () -> LedgerID = { LedgerID(String(UInt64.random(in: .min ... .max), radix: 36)) }
    ) {
        self.client = client
        keys = RedisKeys(namespace: namespace)
        self.newLedgerID = newLedgerID
        let calls = LedgerScripts.all.map(\.name) + ["command"]
        unreadable = Counter(label: "punctual_unreadable_records_total", factory: metricsFactory)
        durations = CallDurations(label: "punctual_redis_call_seconds", calls: calls, factory: metricsFactory)
    }

    public func ledgerID() async throws(StoreError) -> LedgerID {
        var reply = try ReplyReader(await run(LedgerScripts.ledger, [.string(newLedgerID().text)]))
        return LedgerID(birth: try reply.text(), run: try reply.text())
    }

    public func mode() async throws(StoreError) -> DeliveryMode {
        guard let word = try await send(["GET", keys.mode]).bytes else { return .auto }
        // A word that this version does not know must not stop the engine.
        return DeliveryMode(rawValue: String(decoding: word, as: UTF8.self)) ?? .auto
    }

    public func setMode(_ mode: DeliveryMode) async throws(StoreError) {
        _ = try await send(["SET", keys.mode, mode.rawValue])
    }

    public func counts() async throws(StoreError) -> LedgerCounts {
        var reply = try ReplyReader(await run(LedgerScripts.counts, []))
        var counts = LedgerCounts()
        counts.sweeper = try reply.integer()
        counts.jobs = try reply.integer()
        counts.firing = try reply.integer()
        counts.dead = try reply.integer()
        counts.finished = try reply.integer()
        counts.withdrawals = try reply.integer()
        counts.earliestDue = try reply.timestamp()
        return counts
    }

    /// Runs a script on this ledger.
    func run(_ script: RedisScript, _ arguments: [RedisArgument]) async throws(StoreError) -> RedisValue {
        do throws(RedisError) {
            return try await durations.measure(script.name) { () async throws(RedisError) in
                try await client.evaluate(script, keys: [.string(keys.base)], arguments: arguments)
            }
        } catch {
            throw StoreError(error)
        }
    }

    func send(_ words: [String]) async throws(StoreError) -> RedisValue {
        do throws(RedisError) {
            return try await durations.measure("command") { () async throws(RedisError) in
                try await client.send(RedisCommand(words.map { .string($0) }))
            }
        } catch {
            throw StoreError(error)
        }
    }
}
