import Synchronization

/// The metrics of a sidecar under Dapr 1.18's names and labels. Durations are milliseconds.
///
/// Not everything that daprd exposes: what dashboards and alerts on jobs, pub/sub, components and HTTP use.
final class DaprMetrics: Sendable {
    /// A count and a latency that go together.
    struct Pair: Sendable {
        let count: MetricCounter
        let latency: MetricHistogram?

        func record(_ milliseconds: Double?) {
            count.add()
            if let milliseconds { latency?.observe(milliseconds) }
        }
    }

    let registry = MetricRegistry()
    private let appID: String
    private let settings: SidecarSettings
    private let namespace: String
    private let pairs = Mutex<[Key: Pair]>([:])

    private struct Key: Hashable {
        var name: StaticName
        var first: String
        var second: String
        var third: String
    }

    private enum StaticName {
        case egress, bulkEgress, ingress, bulkIngress, state, inputBinding, outputBinding, job, server, client
    }

    init(appID: String, namespace: String, settings: SidecarSettings) {
        self.appID = appID
        self.namespace = namespace
        self.settings = settings
    }

    private func pair(_ key: Key, _ make: () -> Pair) -> Pair {
        if let known = pairs.withLock({ $0[key] }) { return known }
        let pair = make()
        return pairs.withLock { pairs in
            if let known = pairs[key] { return known }
            pairs[key] = pair
            return pair
        }
    }

    private func component(_ key: Key, _ base: String, _ labels: [(String, String)]) -> Pair {
        pair(key) {
            let all = [("app_id", appID), ("namespace", namespace)] + labels
            return Pair(
                count: registry.counter("\(base)_count", all),
                latency: registry.histogram("\(base)_latencies", all, bounds: settings.latencyBuckets)
            )
        }
    }

    func published(_ pubsub: String, _ topic: String, success: Bool, _ milliseconds: Double) {
        component(
            Key(name: .egress, first: pubsub, second: topic, third: "\(success)"),
            "dapr_component_pubsub_egress",
            [("component", pubsub), ("topic", topic), ("success", "\(success)")]
        ).record(milliseconds)
    }

    func publishedBulk(_ pubsub: String, _ topic: String, success: Bool, _ milliseconds: Double) {
        component(
            Key(name: .bulkEgress, first: pubsub, second: topic, third: "\(success)"),
            "dapr_component_pubsub_egress_bulk",
            [("component", pubsub), ("topic", topic), ("success", "\(success)")]
        ).record(milliseconds)
    }

    /// - Parameters:
    ///   - outcome: of the delivery: success, retry or drop.
    ///   - status: what the application said.
    ///   - milliseconds: nil for a message that was given up, which has no latency.
    func delivered(_ pubsub: String, _ topic: String, outcome: String, status: String, _ milliseconds: Double?) {
        component(
            Key(name: .ingress, first: pubsub, second: topic, third: outcome + status),
            "dapr_component_pubsub_ingress",
            [("component", pubsub), ("topic", topic), ("process_status", outcome), ("status", status)]
        ).record(milliseconds)
    }

    /// The component label holds the word `pubsubName`, as in daprd.
    func deliveredBulk(_ topic: String, statuses: [String: Int], _ milliseconds: Double) {
        component(
            Key(name: .bulkIngress, first: topic, second: "", third: ""),
            "dapr_component_pubsub_ingress_bulk",
            [("component", "pubsubName"), ("topic", topic), ("process_status", "")]
        ).record(milliseconds)
        for (status, count) in statuses {
            registry.counter(
                "dapr_component_pubsub_ingress_bulk_event_count",
                [
                    ("app_id", appID), ("namespace", namespace), ("component", "pubsubName"), ("topic", topic), ("process_status", status),
                ]
            ).add(count)
        }
    }

    func state(_ store: String, _ operation: String, success: Bool, _ milliseconds: Double) {
        component(
            Key(name: .state, first: store, second: operation, third: "\(success)"),
            "dapr_component_state",
            [("component", store), ("operation", operation), ("success", "\(success)")]
        ).record(milliseconds)
    }

    func ticked(_ component: String, success: Bool, _ milliseconds: Double) {
        self.component(
            Key(name: .inputBinding, first: component, second: "", third: "\(success)"),
            "dapr_component_input_binding",
            [("component", component), ("success", "\(success)")]
        ).record(milliseconds)
    }

    /// - Parameter success: nil when no answer came, which daprd does not count.
    func triggered(success: Bool?, _ milliseconds: Double) {
        guard let success else { return }
        pair(Key(name: .job, first: "\(success)", second: "", third: "")) {
            let labels = [("app_id", appID), ("namespace", namespace), ("operation", "job_trigger_op")]
            return Pair(
                count: registry.counter("dapr_component_job_\(success ? "success" : "failure")_count", labels),
                latency: registry.histogram(
                    "dapr_component_job_latencies",
                    labels + [("success", "\(success)")],
                    bounds: settings.latencyBuckets
                )
            )
        }.record(milliseconds)
    }

    /// One of the scheduler's own counters, which this sidecar exposes too, there being no other process to do it.
    func scheduler(_ name: String, _ amount: Int = 1) {
        registry.counter("dapr_scheduler_\(name)", [("type", "job")]).add(amount)
    }

    func served(_ method: String, _ path: String, status: Int, _ milliseconds: Double) {
        http(.server, method, path, status, "dapr_http_server_request_count", "dapr_http_server_latency").record(milliseconds)
    }

    func called(_ method: String, _ path: String, status: Int, _ milliseconds: Double) {
        http(.client, method, path, status, "dapr_http_client_completed_count", "dapr_http_client_roundtrip_latency").record(milliseconds)
    }

    private func http(_ name: StaticName, _ method: String, _ path: String, _ status: Int, _ count: String, _ latency: String) -> Pair {
        let path = PathPattern.label(path, settings)
        return pair(Key(name: name, first: method, second: path, third: "\(status)")) {
            let labels = [("app_id", appID), ("method", method), ("path", path), ("status", "\(status)")]
            return Pair(
                count: registry.counter(count, labels),
                latency: registry.histogram(latency, labels, bounds: settings.latencyBuckets)
            )
        }
    }

    func failed(_ code: String, category: String) {
        guard settings.countsErrorCodes else { return }
        registry.counter("dapr_error_code_total", [("app_id", appID), ("category", category), ("error_code", code)]).add()
    }

    func loaded(_ type: String) {
        registry.counter("dapr_runtime_component_loaded", [("app_id", appID)]).add()
        registry.counter("dapr_runtime_component_init_total", [("app_id", appID), ("component", type)]).add()
    }
}
