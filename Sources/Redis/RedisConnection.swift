import Logging
import Threads

/// One connection and its thread: takes what is in the mailbox, writes it, reads the replies, and begins again.
///
/// Half-duplex and blocking on purpose: it is as fast as a full-duplex loop, since Redis is the limit and not the client,
/// and it needs neither a poll loop nor wake-up descriptors.
struct RedisConnection: ~Copyable {
    private let configuration: RedisConfiguration
    private let mailbox: RedisMailbox
    private let logger: Logger
    private var context: RedisContext?
    private var backoff: RedisBackoff
    private var lastFailure = ""

    init(_ configuration: RedisConfiguration, mailbox: RedisMailbox, logger: Logger) {
        self.configuration = configuration
        self.mailbox = mailbox
        self.logger = logger
        backoff = RedisBackoff(first: configuration.firstBackoff, longest: configuration.longestBackoff)
    }

    /// Runs until the mailbox is closed and empty.
    mutating func run() {
        while let requests = mailbox.take() {
            let now = MonotonicTime.now
            let timely = requests.filter { request in
                if request.deadline > now { return true }
                request.fail(.deadlineExceeded, "its time was over before it was sent")
                return false
            }
            if !timely.isEmpty { carryOut(timely) }
        }
        context = nil
    }

    private mutating func carryOut(_ requests: [RedisRequest]) {
        // What the server said on a connection at rest can only be good-bye: noticed now, nothing is in doubt.
        if let isStale = context?.isStale, isStale { context = nil }
        guard connect() else {
            for request in requests { request.fail(.connectFailed, lastFailure) }
            return
        }
        let now = MonotonicTime.now
        let remaining = requests.reduce(MonotonicTime.now) { max($0, $1.deadline) }
        context?.limitBlocking(to: .milliseconds(Int(now.milliseconds(until: remaining))))
        for request in requests { context?.append(request.bytes) }
        for (index, request) in requests.enumerated() {
            do throws(RedisError) {
                request.continuation.resume(returning: .success(try replies(request.commandCount)))
            } catch {
                // The rest of the pipeline went out with it: each of these commands may have run.
                for request in requests[index...] { request.continuation.resume(returning: .failure(error)) }
                logger.warning(
                    "Connection to Redis lost",
                    metadata: ["error": "\(error.message)", "in_flight": "\(requests.count - index)"]
                )
                context = nil
                return
            }
        }
    }

    private func replies(_ count: Int) throws(RedisError) -> [RedisValue] {
        var replies: [RedisValue] = []
        replies.reserveCapacity(count)
        for _ in 0..<count {
            guard let reply = try context?.reply() else { throw RedisError(.disconnected, "no connection", mayHaveRun: true) }
            replies.append(reply)
        }
        return replies
    }

    /// Connects unless it is connected, or failed a moment ago.
    private mutating func connect() -> Bool {
        if context != nil { return true }
        let now = MonotonicTime.now
        guard now >= backoff.nextAttempt else { return false }
        do throws(RedisError) {
            context = try RedisContext(configuration)
            backoff.succeeded()
            return true
        } catch {
            if error.message != lastFailure { logger.warning("No connection to Redis", metadata: ["error": "\(error.message)"]) }
            lastFailure = error.message
            backoff.failed(at: .now, jitter: .random(in: 0...1))
            return false
        }
    }
}
