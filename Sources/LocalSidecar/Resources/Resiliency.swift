/// What the `Resiliency` resources say about components. Targets other than components are not applied here, and circuit
/// breakers are read over.
struct Resiliency: Equatable, Sendable {
    struct Policy: Equatable, Sendable {
        var retry: RetryPolicy?
        var timeout: Span?
    }

    private(set) var inbound: [String: Policy] = [:]
    private(set) var outbound: [String: Policy] = [:]

    mutating func add(_ document: YAMLValue) throws(ResourceError) {
        let policies = document["spec"]?["policies"]
        let targets = document["spec"]?["targets"]?["components"]?.members ?? []
        for (name, directions) in targets {
            if let policy = try Self.policy(directions["inbound"], policies) { inbound[name] = policy }
            if let policy = try Self.policy(directions["outbound"], policies) { outbound[name] = policy }
        }
    }

    private static func policy(_ use: YAMLValue?, _ policies: YAMLValue?) throws(ResourceError) -> Policy? {
        guard let use else { return nil }
        var policy = Policy()
        if let name = use["retry"]?.text {
            guard let retry = policies?["retries"]?[name] else { throw ResourceError("there is no retry policy \(name)") }
            policy.retry = try RetryPolicy(retry, name: name)
        }
        if let name = use["timeout"]?.text {
            guard let text = policies?["timeouts"]?[name]?.text, let span = Span(go: text) else {
                throw ResourceError("there is no timeout \(name)")
            }
            policy.timeout = span
        }
        return policy
    }
}
