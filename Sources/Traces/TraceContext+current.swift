extension TraceContext {
    /// The span within which this task works: set by `Tracer.span` and for each request by the server, and passed on by the clients of HTTP APIs.
    ///
    /// Where work is gathered into batches there is no such thing; what belongs to one item of a batch is traced by the item's own context.
    @TaskLocal public static var current: TraceContext?
}
