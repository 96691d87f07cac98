/// How far a notice has got on each channel. Pure.
struct DeliveryRecord: Sendable, Hashable {
    enum Progress: Sendable, Hashable {
        case delivered
        /// It never will be.
        case refused(reason: String)
        /// Tried often enough.
        case gaveUp(reason: String)
        /// A reminder in the engine carries it on, as the order of this turn.
        case waiting(turn: Int)

        var isFinal: Bool {
            if case .waiting = self { false } else { true }
        }
    }

    private(set) var channels: [ChannelName: Progress] = [:]

    init(_ channels: [ChannelName: Progress] = [:]) {
        self.channels = channels
    }

    /// Whether an order of that turn is to try the channel: not when it is settled, and not when a later order is going to.
    func isOpen(_ channel: ChannelName, turn: Int) -> Bool {
        switch channels[channel] {
        case nil: true
        case .waiting(let next): turn >= next
        default: false
        }
    }

    /// What is final stays, and of two orders the later one counts: writers may come in any order.
    mutating func note(_ channel: ChannelName, _ progress: Progress) {
        switch (channels[channel], progress) {
        case (let old?, _) where old.isFinal: break
        case (.waiting(let old), .waiting(let new)) where new < old: break
        default: channels[channel] = progress
        }
    }
}
