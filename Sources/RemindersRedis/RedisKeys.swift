/// The keys of the ledger in Redis. Nothing outside this room names one.
///
/// | key after the base | type | holds |
/// |---|---|---|
/// | `records` | hash | id → record |
/// | `due:sweep` | sorted set | what the sweeper owns, by due time or time of the next attempt |
/// | `due:jobs` | sorted set | what the Jobs API was handed, by due time |
/// | `firing` | sorted set | what is claimed, by the end of its lease |
/// | `dead` | sorted set | what ran out of attempts, by due time |
/// | `done` | sorted set | what fired or was cancelled, by due time |
/// | `expiry` | sorted set | the same, by the time to forget it |
/// | `withdrawals` | sorted set | cancelled reminders whose jobs are to be taken back, by the time to forget them |
/// | `u:{user}`, `g:{tag}` | sorted set | ids by due time |
/// | `t:{bucket}` | sorted set | ids by due time of all tasks that share a bucket |
/// | `mode`, `ledger` | string | the configured delivery mode; the ledger's birth mark |
///
/// Tasks share 65,536 buckets because a task has one or two reminders: a key for each would cost more than the reminder.
struct RedisKeys: Sendable {
    /// Holds the hash tag, so that all keys of a partition lie in one slot of a Redis Cluster.
    let base: String

    init(namespace: String) {
        base = "\(namespace):{0}:"
    }

    var mode: String { base + "mode" }
    var ledger: String { base + "ledger" }
    var withdrawals: String { base + "withdrawals" }

    /// The bucket that holds a task's reminders, as four hexadecimal digits; empty for no task.
    static func bucket(ofTask taskID: String?) -> String {
        guard let taskID else { return "" }
        var hash: UInt32 = 0x811c_9dc5
        for byte in taskID.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        let digits = String((hash ^ (hash >> 16)) & 0xFFFF, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
