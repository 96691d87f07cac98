/// Health and metadata of the sidecar.
struct MetadataAPI: Sendable {
    let runtime: SidecarRuntime

    /// The version of Dapr whose behaviour this is.
    static let version = "1.18.3"

    func healthz() throws(APIError) -> APIResponse {
        let missing = runtime.readiness.missing
        guard missing.isEmpty else {
            throw APIError(500, "ERR_HEALTH_NOT_READY", "dapr is not ready: [\(missing.joined(separator: " "))]", category: "health")
        }
        return .done
    }

    func metadata() -> APIResponse {
        var object = GoObject([
            ("id", .string(runtime.appID)), ("runtimeVersion", .string(Self.version)), ("enabledFeatures", ["HotReload"]),
        ])
        let components = runtime.resources.components.map(Self.value)
        if !components.isEmpty { object["components"] = .array(components) }
        var extended = GoObject([("daprRuntimeVersion", .string(Self.version)), ("localSidecar", "punctual")])
        for (name, value) in runtime.labels { extended[name] = .string(value) }
        object["extended"] = .object(extended)
        let subscriptions = runtime.subscriptions.map(Self.value)
        if !subscriptions.isEmpty { object["subscriptions"] = .array(subscriptions) }
        var app = GoObject([("protocol", "http"), ("channelAddress", "127.0.0.1")])
        if let port = runtime.configuration.appPort { app["port"] = .integer(port) }
        object["appConnectionProperties"] = .object(app)
        object["actorRuntime"] = ["runtimeStatus": "DISABLED", "hostReady": false, "placement": "placement: disconnected"]
        // Never cleared once it has been set, as in Dapr.
        object["scheduler"] =
            runtime.scheduler.wasReached
            ? ["connected_addresses": [.string(runtime.scheduler.address)]] : .object(GoObject())
        return APIResponse(200, json: GoValue.object(object).bytes)
    }

    private static func value(_ component: Component) -> GoValue {
        var object = GoObject([
            ("name", .string(component.name)), ("type", .string(component.type)), ("version", .string(component.version)),
        ])
        switch component.type {
        case "state.redis": object["capabilities"] = ["ETAG", "TRANSACTIONAL", "TTL", "KEYS_LIKE", "ACTOR"]
        case "bindings.cron": object["capabilities"] = ["INPUT_BINDING"]
        default: break
        }
        return .object(object)
    }

    private static func value(_ subscription: Subscription) -> GoValue {
        let rules = subscription.rules.map { rule in
            var object = GoObject([("path", .string(rule.path))])
            object["match"] = rule.match.map { .string($0.text) }
            return GoValue.object(object)
        }
        var object = GoObject([
            ("pubsubname", .string(subscription.pubsub)), ("topic", .string(subscription.topic)), ("rules", .array(rules)),
            ("deadLetterTopic", .string(subscription.deadLetterTopic ?? "")), ("type", .string(subscription.origin.rawValue)),
        ])
        if !subscription.metadata.isEmpty {
            object["metadata"] = .object(GoObject(subscription.metadata.map { ($0.key, .string($0.value)) }))
        }
        return .object(object)
    }
}
