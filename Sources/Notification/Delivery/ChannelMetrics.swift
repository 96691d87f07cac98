import CoreMetrics

/// What is counted about channels.
struct ChannelMetrics: Sendable {
    static let total = "punctual_notifications_total"
    static let duration = "punctual_notification_seconds"

    private let counters: [String: Counter]
    private let timers: [ChannelName: Timer]

    init(factory: any MetricsFactory) {
        var counters: [String: Counter] = [:]
        for channel in ChannelName.allCases {
            for outcome in ["delivered", "not_set", "refused", "failed", "gave_up", "postponed"] {
                let dimensions = [("channel", channel.rawValue), ("outcome", outcome)]
                counters["\(channel.rawValue) \(outcome)"] = Counter(label: Self.total, dimensions: dimensions, factory: factory)
            }
        }
        self.counters = counters
        let pairs = ChannelName.allCases.map { channel in
            (channel, Timer(label: Self.duration, dimensions: [("channel", channel.rawValue)], factory: factory))
        }
        timers = Dictionary(uniqueKeysWithValues: pairs)
    }

    func count(_ channel: ChannelName, _ outcome: String) { counters["\(channel.rawValue) \(outcome)"]?.increment() }

    func took(_ channel: ChannelName, _ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        timers[channel]?.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

extension ChannelOutcome {
    var label: String {
        switch self {
        case .delivered: "delivered"
        case .notSet: "not_set"
        case .refused: "refused"
        case .failed: "failed"
        }
    }
}
