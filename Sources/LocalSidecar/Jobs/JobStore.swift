import Redis

/// The jobs of one app-id in Redis, which stands in for Dapr's Scheduler and its etcd.
///
/// `scheduler:{namespace||app-id}:job:NAME` is a hash with the definition and how far the job has come, `…:due` a sorted set of
/// names by due time in microseconds, `…:replicas` the sidecars that take jobs, `…:running:REPLICA` what one of them holds.
struct JobStore: Sendable {
    let redis: RedisClient
    let prefix: String

    init(_ redis: RedisClient, namespace: String, appID: String) {
        self.redis = redis
        prefix = "scheduler:{\(namespace)||\(appID)}:"
    }

    enum Scheduled: Int { case nameIsTaken = 0, stored = 1, first = 2 }

    func schedule(_ job: JobDefinition, begin: Moment, next: Moment, overwrite: Bool, revision: String, caller: String)
        async throws(RedisError) -> Scheduled
    {
        let reply = try await redis.evaluate(
            Self.scheduleScript,
            keys: [.string(prefix)],
            arguments: [
                .string(job.name), overwrite ? "1" : "0", .bytes(job.stored), job.data == nil ? "0" : "1", .bytes(job.data ?? []),
                .integer(Int(begin.nanoseconds)), .integer(Int(next.nanoseconds)), .integer(Int(next.microseconds)), .string(revision),
                .string(caller),
            ]
        )
        return Scheduled(rawValue: reply.int ?? 1) ?? .stored
    }

    func definition(_ name: String) async throws(RedisError) -> JobDefinition? {
        let reply = try await redis.send(["HMGET", .string("\(prefix)job:\(name)"), "definition", "data"])
        guard let row = reply.array, row.count == 2, let stored = row[0].bytes else { return nil }
        return JobDefinition(stored: stored, data: row[1].bytes)
    }

    /// Whether the job was there.
    func delete(_ name: String) async throws(RedisError) -> Bool {
        try await redis.evaluate(Self.deleteScript, keys: [.string(prefix)], arguments: [.string(name)]).int == 1
    }

    /// Takes up to `limit` due jobs. - Returns: them, and when the next one is due.
    func claim(_ replica: String, now: Moment, limit: Int) async throws(RedisError) -> (claims: [JobClaim], next: Moment?) {
        let reply = try await redis.evaluate(
            Self.claimScript,
            keys: [.string(prefix)],
            arguments: [
                .string(replica), .integer(Int(now.microseconds)), .integer(limit), .integer(Int(Self.replicaLifetime.nanoseconds / 1000)),
                .integer(Int(Self.patience.nanoseconds / 1000)),
            ]
        )
        let parts = reply.array ?? []
        let claims = (parts.last?.array ?? []).compactMap { $0.array.flatMap { JobClaim($0) } }
        let next = parts.first?.text.flatMap { Double($0) }.map { Moment(nanoseconds: Int64($0) * 1000) }
        return (claims, next)
    }

    /// - Parameter progress: nil when the job is over.
    /// - Returns: whether it was still this replica's to settle.
    func settle(_ claim: JobClaim, _ progress: JobProgress?, replica: String) async throws(RedisError) -> Bool {
        var arguments: [RedisArgument] = [.string(replica), .string(claim.name), .string(claim.revision)]
        if let progress {
            arguments += [
                .integer(progress.count), .integer(progress.attempts), .string(progress.last.map { "\($0.nanoseconds)" } ?? ""),
                .integer(Int(progress.next.nanoseconds)), .integer(Int(progress.next.microseconds)),
            ]
        }
        return try await redis.evaluate(Self.settleScript, keys: [.string(prefix)], arguments: arguments).int == 1
    }

    func release(_ replica: String) async throws(RedisError) {
        _ = try await redis.evaluate(Self.releaseScript, keys: [.string(prefix)], arguments: [.string(replica)])
    }

    func wakeKey(_ replica: String) -> String { "\(prefix)wake:\(replica)" }

    /// Names and due times of what waits, earliest first.
    func waiting(limit: Int) async throws(RedisError) -> [(name: String, due: Moment)] {
        let reply = try await redis.send(["ZRANGE", .string("\(prefix)due"), "0", .integer(limit - 1), "WITHSCORES"])
        let flat = reply.array ?? []
        return stride(from: 0, to: flat.count - 1, by: 2).compactMap { index in
            guard let name = flat[index].text, let score = flat[index + 1].text.flatMap({ Double($0) }) else { return nil }
            return (name, Moment(nanoseconds: Int64(score) * 1000))
        }
    }

    /// Forgets every job: what a scheduler does that has lost its volume.
    func forget() async throws(RedisError) -> Int {
        var count = 0
        while true {
            let names = try await waiting(limit: 1000)
            if names.isEmpty { return count }
            for (name, _) in names where try await delete(name) { count += 1 }
        }
    }

    /// A replica that has not claimed for so long is taken for dead.
    static let replicaLifetime = Span.seconds(3)
    /// How overdue a job is when any replica may take it.
    static let patience = Span.milliseconds(200)

    private static let scheduleScript = RedisScript(name: "job_schedule", source: PackageResources.job_schedule_lua)
    private static let deleteScript = RedisScript(name: "job_delete", source: PackageResources.job_delete_lua)
    private static let claimScript = RedisScript(name: "job_claim", source: PackageResources.job_claim_lua)
    private static let settleScript = RedisScript(name: "job_settle", source: PackageResources.job_settle_lua)
    private static let releaseScript = RedisScript(name: "job_release", source: PackageResources.job_release_lua)
}
