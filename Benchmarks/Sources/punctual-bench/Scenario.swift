/// One row of the table: sets up processes of its own, does the work, checks that it was done, and measures.
protocol Scenario {
    var id: String { get }
    var what: String { get }
    var unit: String { get }
    /// What the value is compared with in the same run.
    var limitName: String { get }
    var target: Target { get }

    func run(punctual: String) async throws -> Run
}

/// What issue 2 asks for; nil where it only asks for a report.
enum Target {
    case atLeast(Double)
    case atMost(Double)
    case reported(String)
}
