public import CoreMetrics

/// How long calls to another process take, by the name of the call: one histogram with a closed set of labels.
public struct CallDurations: Sendable {
    private let timers: [String: Timer]

    /// - Parameter calls: the names that there are; another one is not recorded.
    public init(label: String, calls: [String], factory: any MetricsFactory) {
        timers = Dictionary(
            uniqueKeysWithValues: calls.map { call in
                (call, Timer(label: label, dimensions: [("call", call)], preferredDisplayUnit: .seconds, factory: factory))
            }
        )
    }

    /// Runs a call and records how long it took, whether it succeeded or not.
    public func measure<Value, Failure: Error>(
        _ call: String,
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let start = ContinuousClock.now
        defer { timers[call]?.recordNanoseconds(start.duration(to: .now).wholeNanoseconds) }
        return try await body()
    }
}

extension Duration {
    fileprivate var wholeNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
