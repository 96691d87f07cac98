import ArgumentParser
import ReminderClient

/// `punctual import`: schedules what `punctual export` wrote.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Schedule reminders from JSON lines, as export writes them.",
        discussion: """
            Reminders keep their ids, so that the same file may be imported again: what is there already with the same content stays. \
            They begin at generation 1. What had fired or was cancelled is left out. Exits with 1 when a line could not be imported.
            """
    )

    @Argument(help: ArgumentHelp("Otherwise standard input.", valueName: "file")) var path: String?
    @Flag(help: "Fire at once what has become overdue, instead of refusing it.") var overdueNow = false
    @OptionGroup var engine: EngineOptions

    func run() async throws {
        guard let lines = LineReader(path: path) else {
            Terminal.complain("\(path ?? "standard input") cannot be read")
            throw ExitCode(1)
        }
        var report = ImportReport()
        try await engine.withEngine(deadline: .seconds(30)) { client in
            let job = ReminderImport(client: client, overdueNow: overdueNow)
            var batch: [ImportLine] = []
            while let (number, text) = lines.next() {
                switch ImportLine.parse(text, number: number) {
                case .reminder(let line): batch.append(line)
                case .skipped: report.skipped += 1
                case .wrong(let reason): report.fail(number, reason)
                }
                guard batch.count == ReminderImport.batchSize else { continue }
                try await job.run(batch, &report)
                batch = []
            }
            if !batch.isEmpty { try await job.run(batch, &report) }
        }
        report.failures.forEach(Terminal.complain)
        Terminal.say(engine.json ? ReminderText.json(report) : report.summary)
        if report.failed > 0 { throw ExitCode(1) }
    }
}
