/// A piece of work that is over, as one bar in the picture of its trace.
public struct Span: Hashable, Sendable {
    /// Which side of a call this is, in Zipkin's words; a piece of work within a process is none of them.
    public enum Kind: String, Hashable, Sendable {
        case client = "CLIENT"
        case server = "SERVER"
        case producer = "PRODUCER"
        case consumer = "CONSUMER"
    }

    public var name: String
    public var kind: Kind?
    public var context: TraceContext
    /// Nil for the first span of a trace.
    public var parentID: UInt64?
    /// Microseconds since 1970.
    public var start: Int64
    /// Microseconds, at least one.
    public var duration: Int64
    public var tags: [String: String]

    public init(
        _ name: String,
        kind: Kind? = nil,
        context: TraceContext,
        parentID: UInt64? = nil,
        start: Int64,
        duration: Int64,
        tags: [String: String] = [:]
    ) {
        self.name = name
        self.kind = kind
        self.context = context
        self.parentID = parentID
        self.start = start
        self.duration = max(duration, 1)
        self.tags = tags
    }
}
