#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How long a fault waits.
public enum FaultDelay: Sendable, Equatable {
    case fixed(Duration)
    case uniform(Duration, Duration)
    /// With this mean, cut off at ten times the mean.
    case exponential(mean: Duration)

    /// - Parameter chance: uniform in 0..<1.
    func span(_ chance: Double) -> Span {
        switch self {
        case .fixed(let duration): Span(duration)
        case .uniform(let low, let high):
            Span(nanoseconds: Span(low).nanoseconds + Int64(Double(max(0, Span(high).nanoseconds - Span(low).nanoseconds)) * chance))
        case .exponential(let mean): Span(nanoseconds: Int64(Double(Span(mean).nanoseconds) * min(10, -log(1 - chance))))
        }
    }
}
