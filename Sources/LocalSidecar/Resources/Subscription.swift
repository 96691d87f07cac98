/// Who gets the events of a topic.
struct Subscription: Sendable {
    enum Origin: String, Sendable {
        case declarative = "DECLARATIVE"
        case programmatic = "PROGRAMMATIC"
    }

    struct Rule: Sendable {
        /// Nil for the default route, which always matches.
        var match: EventRule?
        var path: String
    }

    struct Bulk: Equatable, Sendable {
        var maxMessages = 100
        var maxAwait = Span.milliseconds(1000)
    }

    var pubsub: String
    var topic: String
    var rules: [Rule]
    var deadLetterTopic: String?
    var metadata: [String: String]
    /// Nil unless bulk delivery is enabled.
    var bulk: Bulk?
    var origin: Origin

    var isRaw: Bool { metadata["rawPayload"]?.lowercased() == "true" }
}

extension Subscription {
    /// A `Subscription` resource, v1alpha1 (`route`) or v2alpha1 (`routes`).
    init(_ document: YAMLValue) throws(ResourceError) {
        let name = document["metadata"]?["name"]?.text ?? "?"
        guard let spec = document["spec"], let pubsub = spec["pubsubname"]?.text, let topic = spec["topic"]?.text else {
            throw ResourceError("subscription \(name) needs spec.pubsubname and spec.topic")
        }
        self.pubsub = pubsub
        self.topic = topic
        rules = []
        for rule in spec["routes"]?["rules"]?.list ?? [] {
            guard let path = rule["path"]?.text else { throw ResourceError("subscription \(name): a rule has no path") }
            rules.append(try Self.rule(rule["match"]?.text, path, of: name))
        }
        if let path = spec["routes"]?["default"]?.text ?? spec["route"]?.text {
            rules.append(Rule(match: nil, path: path))
        }
        deadLetterTopic = spec["deadLetterTopic"]?.text
        metadata = spec["metadata"]?.texts ?? [:]
        bulk = spec["bulkSubscribe"].flatMap { bulk in
            guard bulk["enabled"]?.bool == true else { return nil }
            return Bulk(maxMessages: bulk["maxMessagesCount"]?.int, maxAwaitMilliseconds: bulk["maxAwaitDurationMs"]?.int)
        }
        origin = .declarative
    }

    /// One element of the application's answer to `GET /dapr/subscribe`.
    init(answer: GoValue) throws(ResourceError) {
        guard let pubsub = answer["pubsubname"]?.string, let topic = answer["topic"]?.string else {
            throw ResourceError("a subscription needs pubsubname and topic")
        }
        self.pubsub = pubsub
        self.topic = topic
        rules = []
        for rule in answer["routes"]?["rules"]?.array ?? [] {
            rules.append(try Self.rule(rule["match"]?.string, rule["path"]?.string ?? "", of: topic))
        }
        if let path = answer["routes"]?["default"]?.string ?? answer["route"]?.string, !path.isEmpty {
            rules.append(Rule(match: nil, path: path))
        }
        deadLetterTopic = answer["deadLetterTopic"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        metadata = [:]
        for member in answer["metadata"]?.object?.members ?? [] { metadata[member.name] = member.value.string ?? member.value.text }
        bulk = answer["bulkSubscribe"].flatMap { bulk in
            guard bulk["enabled"]?.bool == true else { return nil }
            return Bulk(maxMessages: bulk["maxMessagesCount"]?.int, maxAwaitMilliseconds: bulk["maxAwaitDurationMs"]?.int)
        }
        origin = .programmatic
    }

    private static func rule(_ match: String?, _ path: String, of name: String) throws(ResourceError) -> Rule {
        guard let match, !match.isEmpty else { return Rule(match: nil, path: path) }
        do {
            return Rule(match: try EventRule(match), path: path)
        } catch {
            throw ResourceError("subscription \(name): the rule \(match) cannot be read: \(error.message)")
        }
    }
}

extension Subscription.Bulk {
    init(maxMessages: Int?, maxAwaitMilliseconds: Int?) {
        self.init()
        if let maxMessages, maxMessages > 0 { self.maxMessages = maxMessages }
        if let maxAwaitMilliseconds, maxAwaitMilliseconds > 0 { maxAwait = .milliseconds(Int64(maxAwaitMilliseconds)) }
    }
}
