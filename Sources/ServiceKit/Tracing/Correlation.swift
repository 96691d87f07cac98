public import HTTPTypes
public import Traces

/// What ties together everything that one request causes: an id for people to search the logs by, and its place in the trace.
public struct Correlation: Hashable, Sendable {
    /// The caller's own id, or the id of the trace.
    public let id: String
    /// The span of this request.
    public let trace: TraceContext
    /// The caller's span, if it named one.
    public let parent: TraceContext?

    public init(id: String, trace: TraceContext, parent: TraceContext? = nil) {
        self.id = id
        self.trace = trace
        self.parent = parent
    }

    /// Takes `x-correlation-id` and `traceparent` from a request, and makes what is missing.
    ///
    /// An id that is not 1 to 128 visible ASCII characters is passed over: it would end up in logs and headers.
    public init(headers: HTTPFields, tracer: Tracer, isProbe: Bool = false) {
        parent = headers[.traceParent].flatMap { TraceContext(traceparent: $0) }
        trace = tracer.context(of: parent, isProbe: isProbe)
        if let given = headers[.correlationID], Self.isUsable(given) {
            id = given
        } else {
            id = trace.traceID.description
        }
    }

    private static func isUsable(_ id: String) -> Bool {
        (1...128).contains(id.utf8.count) && id.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
