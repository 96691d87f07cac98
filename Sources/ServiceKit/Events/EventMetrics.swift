import CoreMetrics
import Synchronization

/// The metrics of a consumer, made when they are first needed: topics come from its routes, and so are few.
final class EventMetrics: Sendable {
    private struct Key: Hashable {
        let topic: String
        let outcome: EventOutcome
    }

    private struct State {
        var handled: [Key: Counter] = [:]
        var durations: [String: Timer] = [:]
        var ages: [String: Timer] = [:]
    }

    private let state = Mutex(State())
    private let factory: any MetricsFactory

    init(factory: any MetricsFactory) {
        self.factory = factory
    }

    func count(_ outcome: EventOutcome, _ topic: String) {
        let counter = state.withLock { state in
            Self.find(Key(topic: topic, outcome: outcome), in: &state.handled) {
                Counter(
                    label: "punctual_events_handled_total",
                    dimensions: [("topic", topic), ("outcome", outcome.rawValue)],
                    factory: factory
                )
            }
        }
        counter.increment()
    }

    func took(_ duration: Duration, _ topic: String) {
        let timer = state.withLock { state in
            Self.find(topic, in: &state.durations) { makeTimer("punctual_event_handle_seconds", topic) }
        }
        timer.recordNanoseconds(duration.nanoseconds)
    }

    func age(_ duration: Duration, _ topic: String) {
        let timer = state.withLock { state in
            Self.find(topic, in: &state.ages) { makeTimer("punctual_event_age_seconds", topic) }
        }
        // A publisher's clock may be ahead of ours.
        timer.recordNanoseconds(max(duration, .zero).nanoseconds)
    }

    private func makeTimer(_ label: String, _ topic: String) -> Timer {
        Timer(label: label, dimensions: [("topic", topic)], factory: factory)
    }

    private static func find<Key: Hashable, Metric>(_ key: Key, in metrics: inout [Key: Metric], make: () -> Metric) -> Metric {
        if let metric = metrics[key] { return metric }
        let metric = make()
        metrics[key] = metric
        return metric
    }
}

extension MetricRegistry {
    /// Says what the metrics of `EventConsumer` mean.
    public func describeEvents() {
        describe("punctual_events_handled_total", "Deliveries of events, by what became of them.")
        describe("punctual_event_handle_seconds", "How long a delivery took, with claiming and marking.")
        describe("punctual_event_age_seconds", "From an event's timestamp to the end of its handling.")
    }
}
