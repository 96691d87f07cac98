/// Which topics nothing gets through to, while others may be fine. Pure.
///
/// While no topic takes anything, what failed goes back to its place in the order of due times, and the sweeper pauses. A
/// topic that fails while another one works must not be tried again at once, for nothing would hold the sweeper back.
struct TopicHealth: Sendable, Equatable {
    private struct Outage: Equatable {
        var failures = 0
        var since: Timestamp
    }

    private var outages: [String: Outage] = [:]
    private var lastSuccess = Timestamp.distantPast
    private static let mostTopics = 1_000

    mutating func succeeded(_ topic: String, at now: Timestamp) {
        lastSuccess = max(lastSuccess, now)
        if !outages.isEmpty { outages[topic] = nil }
    }

    mutating func failed(_ topic: String, at now: Timestamp) {
        // Topics come from callers: what is beyond the limit is forgotten, and begins anew.
        if outages.count >= Self.mostTopics { outages.removeAll() }
        outages[topic, default: Outage(since: now)].failures += 1
    }

    /// When to try again what could not be published to this topic.
    func retry(_ reminder: Reminder, now: Timestamp, policy: PublishPolicy) -> Timestamp {
        guard let outage = outages[reminder.topic], lastSuccess >= outage.since else { return reminder.due }
        return now + policy.backoff(after: outage.failures)
    }
}
