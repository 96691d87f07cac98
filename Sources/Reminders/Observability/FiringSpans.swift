import Traces

/// The spans of a batch that is being fired: for each reminder whose trace is recorded a span `fire`, from being taken up until the ledger
/// knows what became of it, and within that a span `publish`, whose context the event carries.
///
/// Each lies in the trace of the request that scheduled its reminder, so a batch has as many traces as it has such requests.
struct FiringSpans: Sendable {
    private struct One {
        let parent: TraceContext
        let fire: TraceContext
        let publish: TraceContext
    }

    private let tracer: Tracer
    private let start: Int64
    /// Empty when no trace is recorded here at all.
    private let spans: [One?]

    init(_ reminders: some Collection<Reminder>, tracer: Tracer) {
        self.tracer = tracer
        start = tracer.now
        spans =
            !tracer.isOn
            ? []
            : reminders.map { reminder in
                guard let parent = reminder.trace, parent.isSampled else { return nil }
                let fire = tracer.child(of: parent)
                return One(parent: parent, fire: fire, publish: tracer.child(of: fire))
            }
    }

    /// What the event of the reminder at this place carries; nil for what the reminder carries.
    func traceparent(_ place: Int) -> String? {
        spans.isEmpty ? nil : spans[place]?.publish.traceparent
    }

    /// The attempt to publish ended.
    func published(_ outcomes: [PublishOutcome], to topic: String) {
        for (span, outcome) in zip(spans, outcomes) {
            guard let span else { continue }
            var tags = ["topic": topic]
            if case .failed(let failure) = outcome { tags["error"] = String(failure.message.prefix(200)) }
            tracer.record("publish", kind: .producer, span.publish, under: span.fire, since: start, tags: tags)
        }
    }

    /// The ledger knows, or could not be told.
    func settled(_ reminders: some Collection<Reminder>) {
        for (span, reminder) in zip(spans, reminders) {
            guard let span else { continue }
            let tags = [
                "reminder_id": reminder.id.text, "event_id": reminder.eventID, "carrier": reminder.carrier.rawValue,
                "lag_ms": String(reminder.lag ?? 0), "attempt": String(reminder.attempts + 1),
            ]
            tracer.record("fire", span.fire, under: span.parent, since: start, tags: tags)
        }
    }
}

extension Reminder {
    /// The span that scheduled it.
    var trace: TraceContext? { traceparent.flatMap { TraceContext(traceparent: $0) } }
}
