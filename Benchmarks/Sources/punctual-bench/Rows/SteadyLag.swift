/// P5: how late reminders are that fall due one each millisecond.
struct SteadyLag: Scenario {
    let isQuick: Bool
    let id = "P5"
    var what: String { "fire lag at a steady 1,000/s, sweeper, \(isQuick ? 5 : 60) s: due → in the broker, p99" }
    let unit = "ms"
    let limitName = ""
    let target = Target.atMost(20)

    func run(punctual: String) async throws -> Run {
        let seen = try await Firing.observe(punctual: punctual, count: isQuick ? 5000 : 60_000, perMillisecond: 1, lead: 6)
        var run = Run(value: seen.lags[0.99], limit: nil, cpu: seen.cpu)
        run.details = [
            ("p50", seen.lags[0.5]), ("p99.9", seen.lags[0.999]), ("max", seen.lags.max), ("due → publish begins p50", seen.startLags[0.5]),
            ("p99", seen.startLags[0.99]), ("early", Double(seen.early)),
        ]
        return run
    }
}
