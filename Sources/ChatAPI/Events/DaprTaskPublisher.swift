public import Dapr
import JSON
import Reminders
public import TodoKit

/// Publishes through the sidecar.
public struct DaprTaskPublisher: TaskPublisher {
    private let pubsub: DaprPubSub
    private let component: String
    private let source: String

    /// - Parameters:
    ///   - component: the name of the pub/sub component.
    ///   - source: the app-id.
    public init(_ pubsub: DaprPubSub, component: String, source: String) {
        self.pubsub = pubsub
        self.component = component
        self.source = source
    }

    public func publish(_ event: TaskEvent, traceparent: String?) async throws(DaprError) {
        try await pubsub.publish(
            event.cloudEvent(source: source, traceparent: traceparent),
            to: TaskEvent.topic,
            pubsub: component,
            metadata: ["partitionKey": event.task.userID],
            traceparent: traceparent
        )
    }

    public func sync(_ update: TaskUpdate) async throws(DaprError) {
        let event = CloudEvent(
            id: update.eventID,
            source: source,
            type: TaskUpdate.eventType,
            subject: update.task.id,
            time: update.timestamp.rfc3339,
            payload: .json(update.envelope)
        )
        // An hour is what the topic keeps; who opens a page later reads the list.
        try await pubsub.publish(
            JSONWriter.encode(event),
            to: TaskUpdate.topic,
            pubsub: component,
            metadata: ["partitionKey": update.task.userID, "ttlInSeconds": "3600"]
        )
    }
}
