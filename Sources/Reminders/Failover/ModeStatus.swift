/// What is configured, what is in effect, and why.
public struct ModeStatus: Sendable, Equatable {
    public var configured: DeliveryMode
    /// Never `auto`.
    public var effective: DeliveryMode
    public var breaker: Breaker

    public init(configured: DeliveryMode, breaker: Breaker) {
        self.configured = configured
        self.breaker = breaker
        effective =
            switch configured {
            case .jobs, .fallback: configured
            case .auto: breaker.state == .closed ? .jobs : .fallback
            }
    }
}
