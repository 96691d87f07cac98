/// The metadata of a `pubsub.redis` component, with the defaults of its code (not of its documentation).
struct RedisPubSubSettings: Equatable, Sendable {
    /// Consumer group and consumer at once; the app-id unless given.
    var consumer: String
    var processingTimeout = Span.seconds(60)
    var redeliverInterval = Span.seconds(15)
    var queueDepth = 100
    var concurrency = 10
    /// Connections of Dapr's pool, ten a core unless given. Each subscribed topic takes one for good; when they are all taken,
    /// Dapr's sidecar waits for one until `connection pool timeout` and never becomes ready.
    var poolSize: Int?
    /// Trims the stream, if given.
    var maxLength: Int?
    var streamTTL: Span?
    private var allowedTopics: Set<String>
    private var protectedTopics: Set<String>
    private var publishingTopics: Set<String>?
    private var subscriptionTopics: Set<String>?

    init(_ component: Component, appID: String) {
        consumer = component["consumerID"].flatMap { $0.isEmpty ? nil : $0 } ?? appID
        if let span = component.span("processingTimeout") { processingTimeout = span }
        // Only a bare number counts: a duration is ignored without a word, as in Dapr 1.18.
        if let number = component["redeliverInterval"].flatMap({ Int64($0) }) { redeliverInterval = .milliseconds(number) }
        if let depth = component["queueDepth"].flatMap({ Int($0) }), depth > 0 { queueDepth = depth }
        if let workers = component["concurrency"].flatMap({ Int($0) }), workers > 0 { concurrency = workers }
        poolSize = component["poolSize"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        maxLength = component["maxLenApprox"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        streamTTL = component.span("streamTTL")
        allowedTopics = Self.list(component["allowedTopics"])
        protectedTopics = Self.list(component["protectedTopics"])
        publishingTopics = Self.scope(component["publishingScopes"], appID)
        subscriptionTopics = Self.scope(component["subscriptionScopes"], appID)
    }

    /// Whether so many subscribed topics leave a connection for anything else.
    func isStarved(topics: Int, cores: Int) -> Bool { topics >= poolSize ?? 10 * cores }

    func mayPublish(_ topic: String) -> Bool { isAllowed(topic, publishingTopics) }
    func maySubscribe(_ topic: String) -> Bool { isAllowed(topic, subscriptionTopics) }

    private func isAllowed(_ topic: String, _ scope: Set<String>?) -> Bool {
        if !allowedTopics.isEmpty, !allowedTopics.contains(topic), !protectedTopics.contains(topic) { return false }
        if let scope { return scope.contains(topic) }
        return !protectedTopics.contains(topic)
    }

    private static func list(_ text: String?) -> Set<String> {
        Set((text ?? "").split(separator: ",").map { String(String($0).trimmingBlanks) }.filter { !$0.isEmpty })
    }

    /// `app1=a,b;app2=`: nil when the application is not mentioned.
    private static func scope(_ text: String?, _ appID: String) -> Set<String>? {
        for part in (text ?? "").split(separator: ";") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if sides.count == 2, String(sides[0]).trimmingBlanks == appID { return list(String(sides[1])) }
        }
        return nil
    }
}
