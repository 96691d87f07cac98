/// The rows, one after the other.
struct Benchmark {
    static let ids = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"]

    let options: Options

    func run() async throws -> [Row] {
        var rows: [Row] = []
        if options.wants("P1") {
            rows.append(try await measure(ScheduleOneByOne(isQuick: options.isQuick, usesJobs: false)))
            rows.append(try await measure(ScheduleOneByOne(isQuick: options.isQuick, usesJobs: true)))
        }
        if options.wants("P2") { rows.append(try await measure(ScheduleInBulk(isQuick: options.isQuick))) }
        if options.wants("P3") { rows.append(try await measure(SweepOnly(isQuick: options.isQuick))) }
        if options.wants("P4") { rows.append(try await measure(PublishDue(isQuick: options.isQuick))) }
        if options.wants("P5") { rows.append(try await measure(SteadyLag(isQuick: options.isQuick))) }
        if options.wants("P6") { rows.append(try await measure(OneInstant(isQuick: options.isQuick))) }
        if options.wants("P7") {
            rows.append(try await measure(LedgerMemory(isQuick: options.isQuick, isIndexed: false), runs: 1))
            rows.append(try await measure(LedgerMemory(isQuick: options.isQuick, isIndexed: true), runs: 1))
        }
        if options.wants("P8") { rows.append(try await measure(EngineMemory(isQuick: options.isQuick), runs: 1)) }
        return rows
    }

    private func measure(_ scenario: some Scenario, runs: Int? = nil) async throws -> Row {
        var row = Row(scenario)
        for number in 1...(runs ?? options.runs) {
            let run = try await scenario.run(punctual: options.punctual)
            Progress.say("\(scenario.id) \(scenario.what), run \(number): \(run)")
            row.runs.append(run)
        }
        return row
    }
}
