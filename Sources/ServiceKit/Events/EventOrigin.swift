import Traces

/// Where a delivery belongs: the span that it goes on from, and the id by which people search for it. Pure.
struct EventOrigin: Hashable {
    /// Nil when nobody began a trace.
    var parent: TraceContext?
    /// Nil when the trace's own id will do.
    var correlationID: String?

    /// The delivery's header goes on with the event's trace, one span further. Without one the request's trace is new and means
    /// nothing; then the event's own counts.
    init(_ event: EventEnvelope, _ correlation: Correlation?) {
        let publisher = event.traceparent.flatMap { TraceContext(traceparent: $0) }
        parent = correlation?.parent == nil ? publisher ?? correlation?.trace : correlation?.trace
        if let correlation, correlation.id != correlation.trace.traceID.description { correlationID = correlation.id }
    }
}
