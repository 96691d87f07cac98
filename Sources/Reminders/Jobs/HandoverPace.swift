/// How many handovers may begin, so that accepting goes first: while much is being accepted, handing over keeps to a trickle,
/// and makes up for it afterwards. Pure.
///
/// A handover costs about as much as an acceptance, and nothing hangs on it for as long as the ledger is there.
struct HandoverPace: Sendable, Equatable {
    /// Acceptances in a second beyond which handing over gives way.
    var busyRate = 2_000
    /// Handovers in a second meanwhile.
    var trickle = 500

    private var window = Timestamp.distantPast
    private var accepted = 0
    private var acceptedBefore = 0
    private var begun = 0
    private static let windowsPerSecond = 10
    static let windowLength = Duration.seconds(1) / windowsPerSecond

    mutating func accepted(_ count: Int, at now: Timestamp) {
        turn(to: now)
        accepted += count
    }

    mutating func began(_ count: Int) {
        begun += count
    }

    /// How many may begin now.
    mutating func allowance(at now: Timestamp) -> Int {
        turn(to: now)
        guard max(accepted, acceptedBefore) * Self.windowsPerSecond > busyRate else { return .max }
        return max(0, trickle / Self.windowsPerSecond - begun)
    }

    private mutating func turn(to now: Timestamp) {
        guard now - window >= Self.windowLength || now < window else { return }
        acceptedBefore = (.zero..<Self.windowLength * 2).contains(now - window) ? accepted : 0
        (window, accepted, begun) = (now, 0, 0)
    }
}
