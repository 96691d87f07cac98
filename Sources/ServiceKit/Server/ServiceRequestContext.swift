public import Hummingbird

/// What handlers know about a request beyond the request itself.
public struct ServiceRequestContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Set by `ServiceResponder` before any handler or middleware sees the request.
    public var correlation: Correlation?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}
