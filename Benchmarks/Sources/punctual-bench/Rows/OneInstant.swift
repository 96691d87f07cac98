/// P6: all due at one instant; how long until the last one is in the broker.
struct OneInstant: Scenario {
    let isQuick: Bool
    let id = "P6"
    var what: String { "\(isQuick ? "10,000" : "100,000") due at one instant: last one in the broker after" }
    let unit = "s"
    let limitName = ""
    let target = Target.reported("≤ 2 (goal)")

    func run(punctual: String) async throws -> Run {
        let seen = try await Firing.observe(
            punctual: punctual,
            count: isQuick ? 10_000 : 100_000,
            perMillisecond: 0,
            lead: isQuick ? 4 : 10
        )
        var run = Run(value: seen.lags.max / 1000, limit: nil, cpu: seen.cpu)
        run.details = [("p50 s", seen.lags[0.5] / 1000), ("first s", seen.lags[0] / 1000), ("early", Double(seen.early))]
        return run
    }
}
