/// What one event asks of this service: to tell a notice, for the first time or once more.
///
/// First comes the engine's own event. What then has to wait, for the end of quiet hours or for another try, is a reminder in the engine that
/// carries the notice and comes back as an event: it survives this process, and holds up no other event while it waits.
public struct DeliveryOrder: Sendable, Hashable {
    public var notice: Notice
    /// Nil: those of the user's preferences.
    public var channels: [ChannelName]?
    /// 0 for the engine's own event; each order that follows from another one has a higher number.
    public var turn: Int
    /// How often its channel has failed already.
    public var failures: Int
    /// It has waited for the end of quiet hours. It does so once: who prolongs them meanwhile is disturbed nevertheless.
    public var isPostponed: Bool

    public init(notice: Notice, channels: [ChannelName]? = nil, turn: Int = 0, failures: Int = 0, isPostponed: Bool = false) {
        self.notice = notice
        self.channels = channels
        self.turn = turn
        self.failures = failures
        self.isPostponed = isPostponed
    }

    /// The same at the end of quiet hours.
    func postponed(_ channels: [ChannelName]) -> DeliveryOrder {
        DeliveryOrder(notice: notice, channels: channels, turn: turn + 1, failures: failures, isPostponed: true)
    }

    /// Another try of one channel.
    func again(_ channel: ChannelName) -> DeliveryOrder {
        DeliveryOrder(notice: notice, channels: [channel], turn: turn + 1, failures: failures + 1, isPostponed: isPostponed)
    }

    /// The id of the reminder that carries this order. Deterministic: to schedule it again is no second one.
    public var reminderID: String {
        guard let channel = channels?.first, failures > 0 else { return "\(Self.quietPrefix)\(notice.token)" }
        return "\(Self.againPrefix)\(channel.rawValue)-\(notice.token)-\(turn)"
    }

    /// Of the ids of reminders that are orders. Lists for users leave them out.
    public static let quietPrefix = "quiet-"
    public static let againPrefix = "again-"
}
