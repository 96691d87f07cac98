import Redis

/// A job that this replica has taken because it is due.
struct JobClaim: Sendable {
    var definition: JobDefinition
    var revision: String
    var timing: JobTiming
    var progress: JobProgress

    var name: String { definition.name }

    /// Reads a row of `job_claim.lua`; nil for what this sidecar never stored.
    init?(_ row: [RedisValue]) {
        guard row.count == 9, let revision = row[1].text, let stored = row[2].bytes, let begin = row[4].int, let next = row[5].int,
            let count = row[6].int, let attempts = row[7].int,
            let definition = JobDefinition(stored: stored, data: row[3].bytes),
            let timing = try? definition.timing(begin: Moment(nanoseconds: Int64(begin)))
        else { return nil }
        self.definition = definition
        self.revision = revision
        self.timing = timing
        progress = JobProgress(
            count: count,
            attempts: attempts,
            last: row[8].int.map { Moment(nanoseconds: Int64($0)) },
            next: Moment(nanoseconds: Int64(next))
        )
    }
}
