import Dapr
import ServiceKit

/// Where it is kept how far each notice has got.
struct DeliveryRecords: Sendable {
    /// Longer than any notice is on its way: a day of quiet hours and all tries after it.
    private static let timeToLive = 3 * 86_400

    let state: any ServiceState

    static func key(_ notice: Notice) -> String { "delivery-\(notice.token)" }

    func note(_ progress: [ChannelName: DeliveryRecord.Progress], of notice: Notice) async throws(DaprError) {
        let value = SharedValue<DeliveryRecord>(state: state, key: Self.key(notice), ttlSeconds: Self.timeToLive)
        try await value.update { record in
            var new = record ?? DeliveryRecord()
            for (channel, progress) in progress { new.note(channel, progress) }
            return ((), new == record ? nil : new)
        }
    }

    static func decode(_ value: StateValue?) -> DeliveryRecord {
        value.flatMap { try? $0.decode(DeliveryRecord.self) } ?? DeliveryRecord()
    }
}
