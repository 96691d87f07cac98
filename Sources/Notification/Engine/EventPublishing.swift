public import Dapr
public import ServiceKit

/// Publishes events of this service.
public struct EventPublishing: Sendable {
    private let body: @Sendable (EventEnvelope, String) async throws(DaprError) -> Void

    public init(_ body: @escaping @Sendable (_ event: EventEnvelope, _ topic: String) async throws(DaprError) -> Void) {
        self.body = body
    }

    /// Through the sidecar, one user's events in order.
    ///
    /// - Parameter source: the app-id that publishes.
    public init(_ dapr: DaprClient, pubsub: String, source: String) {
        self.init { (event, topic) async throws(DaprError) in
            try await dapr.pubsub.publish(
                event.cloudEvent(source: source),
                to: topic,
                pubsub: pubsub,
                metadata: ["partitionKey": event.userID],
                traceparent: event.traceparent
            )
        }
    }

    func callAsFunction(_ event: EventEnvelope, to topic: String) async throws(DaprError) { try await body(event, topic) }
}
