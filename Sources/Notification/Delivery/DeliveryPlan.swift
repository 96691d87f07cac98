import Reminders

/// What is to be done about an order at this moment. Pure.
struct DeliveryPlan: Sendable, Hashable {
    /// To be told at once.
    var now: [ChannelName] = []
    /// To wait for the end of quiet hours.
    var postponed: [ChannelName] = []
    /// When those end.
    var until: Timestamp?

    init(_ order: DeliveryOrder, _ preferences: Preferences, _ record: DeliveryRecord, at time: Timestamp) {
        // Who has dropped a channel meanwhile is not told by it any more.
        let wanted = order.channels.map { $0.filter(preferences.channels.contains) } ?? preferences.channels
        let open = wanted.filter { record.isOpen($0, turn: order.turn) }
        until = order.isPostponed ? nil : preferences.quietHours?.end(at: time, in: preferences.zone)
        guard until != nil else {
            now = open
            return
        }
        now = open.filter { !$0.disturbs }
        postponed = open.filter(\.disturbs)
        if postponed.isEmpty { until = nil }
    }
}
