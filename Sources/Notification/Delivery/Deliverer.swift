public import CoreMetrics
import Dapr
import Logging
import ReminderClient
public import Reminders
public import ServiceKit
import Traces

/// Tells users what their reminders say, by the channels they want, each once as far as the channel allows.
///
/// The inbox and the log are done before the event is acknowledged. A remote channel has that long only if it is quick; otherwise a reminder
/// in the engine is made to guard it, the event is acknowledged, and the sending goes on by itself. So no receiver, however slow, holds
/// up the events behind it. See `docs/notification.md`.
public struct Deliverer: Sendable {
    let state: any ServiceState
    let channels: [ChannelName: any Channel]
    let engine: any EngineCalls
    let sends: RemoteSends
    let lanes: [ChannelName: Lanes]
    let policy: DeliveryPolicy
    let links: LinkSigner?
    let records: DeliveryRecords
    let metrics: ChannelMetrics
    let now: @Sendable () -> Timestamp

    /// - Parameter links: nil puts no links into messages.
    public init(
        state: any ServiceState,
        channels: [any Channel],
        engine: any EngineCalls,
        sends: RemoteSends,
        policy: DeliveryPolicy = .init(),
        links: LinkSigner?,
        metricsFactory: any MetricsFactory = MetricsSystem.factory,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.state = state
        self.channels = Dictionary(channels.map { ($0.name, $0) }) { first, _ in first }
        self.engine = engine
        self.sends = sends
        lanes = policy.places.mapValues { Lanes(total: $0, perUser: policy.placesPerUser) }
        self.policy = policy
        self.links = links
        records = DeliveryRecords(state: state)
        metrics = ChannelMetrics(factory: metricsFactory)
        self.now = now
    }

    /// Handles an event of the topic `reminders`.
    ///
    /// - Throws: `EventRejected` for an event that makes no sense, and `DeliveryFailure` when it has to come again; then only what has not been
    ///   done yet will be.
    public func handle(_ delivery: EventDelivery) async throws {
        guard let order = try DeliveryOrder(event: delivery.event) else { return }
        let (preferences, record) = try await known(order.notice)
        let plan = DeliveryPlan(order, preferences, record, at: now())
        let telling = Telling(
            notice: order.notice,
            preferences: preferences,
            links: links?.links(order.notice) ?? MessageLinks(),
            traceparent: delivery.trace.traceparent
        )
        let job = DeliveryJob(deliverer: self, order: order, telling: telling, logger: delivery.logger)
        try await job.carryOut(plan)
    }

    /// One round trip, before anything is done.
    private func known(_ notice: Notice) async throws(DeliveryFailure) -> (Preferences, DeliveryRecord) {
        let keys = (preferences: PreferencesStore.key(notice.userID), record: DeliveryRecords.key(notice))
        do throws(DaprError) {
            let values = try await state.get([keys.preferences, keys.record])
            return (PreferencesStore.decode(values[keys.preferences]), DeliveryRecords.decode(values[keys.record]))
        } catch {
            throw DeliveryFailure(.stateUnavailable, error.description)
        }
    }
}
