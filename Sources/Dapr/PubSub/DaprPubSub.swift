import Curl

/// The publish API.
public struct DaprPubSub: Sendable {
    let client: DaprClient

    /// Publishes one event.
    ///
    /// - Parameter contentType: with `application/cloudevents+json` the body is a CloudEvent and keeps its fields; any other body is wrapped in one.
    /// - Parameter metadata: such as `ttlInSeconds`, `rawPayload`, `partitionKey`.
    public func publish(
        _ body: [UInt8],
        to topic: String,
        pubsub: String,
        contentType: String = CloudEvent.contentType,
        metadata: [String: String] = [:],
        traceparent: String? = nil
    ) async throws(DaprError) {
        let path = "/v1.0/publish/\(try Self.path(pubsub, topic))\(DaprPath.metadataQuery(metadata))"
        let response = try await client.send(
            .post,
            path,
            headers: [("Content-Type", contentType)],
            body: body,
            deadline: client.configuration.deadlines.publish,
            traceparent: traceparent
        )
        guard (200..<300).contains(response.status) else { throw DaprError(response, .publish) }
    }

    /// The path below `/publish/` or `/publish/bulk/`. Empty names match no route, which would look like an absent API.
    static func path(_ pubsub: String, _ topic: String) throws(DaprError) -> String {
        guard !pubsub.isEmpty, !topic.isEmpty else {
            throw DaprError(.invalid, "the name of the pub/sub component or of the topic is empty")
        }
        return "\(DaprPath.encode(pubsub))/\(DaprPath.encode(topic, keepingSlashes: true))"
    }
}
