/// A scenario with its runs.
struct Row {
    let id: String
    let what: String
    let unit: String
    let limitName: String
    let target: Target
    var runs: [Run] = []

    init(_ scenario: some Scenario) {
        (id, what, unit) = (scenario.id, scenario.what, scenario.unit)
        (limitName, target) = (scenario.limitName, scenario.target)
    }

    var median: Double { Figure.median(runs.map(\.value)) }
    var limit: Double? { runs.contains { $0.limit == nil } ? nil : Figure.median(runs.compactMap(\.limit)) }
    /// Of each run by itself, since the machine differs from run to run.
    var ratio: Double? { limit == nil ? nil : Figure.median(runs.compactMap { run in run.limit.map { run.value / $0 } }) }

    func medians(_ figures: (Run) -> [(name: String, value: Double)]) -> [(name: String, value: Double)] {
        guard let first = runs.first else { return [] }
        return figures(first).map { name, _ in
            (name, Figure.median(runs.compactMap { run in figures(run).first { $0.name == name }?.value }))
        }
    }

    var isMet: Bool? {
        switch target {
        case .atLeast(let bound): median >= bound
        case .atMost(let bound): median <= bound
        case .reported: nil
        }
    }
}
