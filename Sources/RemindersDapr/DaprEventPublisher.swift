public import CoreMetrics
public import Dapr
import JSON
public import Reminders

/// Publishes reminders' events in bulk through the sidecar, as CloudEvents with our own id and type.
public final class DaprEventPublisher: EventPublisher {
    private let dapr: DaprClient
    private let pubsub: String
    private let source: String
    private let durations: CallDurations

    /// - Parameters:
    ///   - pubsub: the name of the pub/sub component.
    ///   - source: the app-id that events come from.
    public init(
        _ dapr: DaprClient,
        pubsub: String = "pubsub",
        source: String = "reminder-engine",
        metricsFactory: any MetricsFactory = MetricsSystem.factory
    ) {
        self.dapr = dapr
        self.pubsub = pubsub
        self.source = source
        durations = CallDurations(label: "punctual_sidecar_call_seconds", calls: ["publish.bulk"], factory: metricsFactory)
    }

    public func publish(_ events: [ReminderEvent], to topic: String, within limit: Duration) async -> [PublishOutcome] {
        let entries = events.map { event in
            // The key keeps one user's events in order on a partitioned broker.
            BulkEntry(event.cloudEvent(source: source), metadata: ["partitionKey": event.reminder.userID])
        }
        return Self.judge(
            await durations.measure("publish.bulk") {
                await dapr.pubsub.publishBulk(entries, to: topic, pubsub: pubsub, within: limit)
            }
        )
    }

    /// Tells an outage from events that fail by themselves. Pure.
    ///
    /// A broker that is away makes every entry fail with the same answer as a poisonous one (500 with `failedEntries`,
    /// Dapr 1.18). Beside one that got through, a failure is the event's own. When several failed and nothing got through,
    /// that is an outage; one alone is taken for the event's own fault, so that it can't hold up the others.
    static func judge(_ outcomes: [BulkOutcome]) -> [PublishOutcome] {
        let somethingGotThrough = outcomes.contains(.published)
        return outcomes.map { outcome in
            guard case .failed(let error) = outcome else { return .published }
            let isOutage =
                switch error.kind {
                case .invalid, .conflict: false
                // The topic's component is missing, or not ours to use: a mistake in the deployment, to be put right.
                case .notFound, .notConfigured, .unauthorized, .cancelled: true
                case .unavailable, .timedOut: !somethingGotThrough && (outcomes.count > 1 || error.status != 500)
                }
            return .failed(PublishFailure(isOutage ? .unavailable : .refused, error.message, mayHaveBeenPublished: error.mayHaveHappened))
        }
    }
}
