/// Decides what becomes of a reminder after an attempt to publish it. Pure.
public struct PublishPolicy: Sendable {
    /// Failed attempts after which a reminder is dead.
    public var maximumAttempts: Int
    /// Before the second attempt; doubles from there.
    public var firstBackoff: Duration
    public var maximumBackoff: Duration

    public init(maximumAttempts: Int = 100, firstBackoff: Duration = .milliseconds(200), maximumBackoff: Duration = .seconds(30)) {
        self.maximumAttempts = maximumAttempts
        self.firstBackoff = firstBackoff
        self.maximumBackoff = maximumBackoff
    }

    /// The pause after this many failures in a row.
    public func backoff(after failures: Int) -> Duration {
        let doublings = min(max(failures - 1, 0), 20)
        return min(firstBackoff * (1 << doublings), maximumBackoff)
    }

    /// How to settle a claim whose event went out, or did not.
    ///
    /// When nothing gets through at all, the reminder goes back to its place in the order of due times and the attempt
    /// does not count: an outage kills no reminder. When only this event fails, the attempt counts.
    ///
    /// - Parameter unavailableRetry: when to try again what failed because nothing got through.
    func settlement(
        of claim: Claim,
        event: ReminderEvent,
        outcome: PublishOutcome,
        unavailableRetry: Timestamp,
        now: Timestamp
    ) -> Settlement {
        switch outcome {
        case .published:
            var reminder = event.reminder
            reminder.lastError = nil
            reminder.isUncertain = false
            return Settlement(claim: claim, outcome: .fired, reminder: reminder)
        case .failed(let failure):
            var reminder = claim.reminder
            reminder.lastError = failure.message
            reminder.isUncertain = reminder.isUncertain || failure.mayHaveBeenPublished
            guard failure.code == .refused else {
                return Settlement(claim: claim, outcome: .retry(at: unavailableRetry), reminder: reminder)
            }
            reminder.attempts += 1
            guard reminder.attempts < maximumAttempts else { return Settlement(claim: claim, outcome: .dead, reminder: reminder) }
            return Settlement(claim: claim, outcome: .retry(at: now + backoff(after: reminder.attempts)), reminder: reminder)
        }
    }
}
