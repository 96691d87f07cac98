/// How long and how often remote channels are tried.
public struct DeliveryPolicy: Sendable, Hashable {
    /// How long an event waits for a remote channel before it is acknowledged and the sending goes on without it.
    public var patience: Duration
    /// From one failure to the next try. After as many failures as there are pauses, and one more, the channel is given up.
    public var pauses: [Duration]
    /// The longest pause that a receiver may ask for.
    public var longestPause: Duration
    /// Of each channel's attempts; the channel itself keeps it.
    public var deadlines: [ChannelName: Duration]
    /// Attempts at once by each channel. A mail has a thread of its own meanwhile.
    public var places: [ChannelName: Int] = [.webhook: 64, .email: 16]
    /// Of these, attempts for one user.
    public var placesPerUser = 4

    public init(
        patience: Duration = .milliseconds(300),
        pauses: [Duration] = [.seconds(2), .seconds(10), .seconds(60), .seconds(300), .seconds(1_800), .seconds(7_200)],
        longestPause: Duration = .seconds(7_200),
        deadlines: [ChannelName: Duration] = [.webhook: .seconds(8), .email: .seconds(30)]
    ) {
        self.patience = patience
        self.pauses = pauses
        self.longestPause = longestPause
        self.deadlines = deadlines
    }

    func deadline(_ channel: ChannelName) -> Duration { deadlines[channel] ?? .seconds(10) }

    /// How long an attempt may take, waiting for its turn included.
    func limit(_ channel: ChannelName) -> Duration { deadline(channel) * 2 }

    /// When the reminder comes that takes over from an attempt of which nothing more is heard. By then that attempt has ended.
    func guardDelay(_ channel: ChannelName) -> Duration { limit(channel) + .seconds(5) }

    /// How long to wait before the next try; nil when there is none.
    ///
    /// - Parameters:
    ///   - failures: how often it has failed, this time included.
    ///   - asked: by the receiver.
    func pause(failures: Int, asked: Duration?) -> Duration? {
        guard failures >= 1, failures <= pauses.count else { return nil }
        return max(pauses[failures - 1], min(asked ?? .zero, longestPause))
    }
}
