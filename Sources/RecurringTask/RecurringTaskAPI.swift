public import Hummingbird
public import ServiceKit
import TodoKit

/// The service's HTTP face: one subscription, health, metrics.
public struct RecurringTaskAPI: Sendable {
    private let handler: CompletionHandler
    private let consumer: EventConsumer
    private let appToken: Secret?
    private let readiness: Readiness
    private let metrics: MetricRegistry

    /// - Parameter appToken: what the sidecar shows with each call.
    public init(handler: CompletionHandler, consumer: EventConsumer, appToken: Secret?, readiness: Readiness, metrics: MetricRegistry) {
        self.handler = handler
        self.consumer = consumer
        self.appToken = appToken
        self.readiness = readiness
        self.metrics = metrics
    }

    public func router() -> Router<ServiceRequestContext> {
        let router = Router.service()
        router.addHealth(readiness).addMetrics(metrics)
        consumer.route("/handle-event", topic: TaskEvent.topic, on: router, appToken: appToken) { delivery in
            try await handler.handle(delivery)
        }
        return router
    }
}
