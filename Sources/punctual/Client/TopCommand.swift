import ArgumentParser
import ReminderClient

/// `punctual top`: the engine at work, refreshed until Ctrl-C.
struct TopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "top", abstract: "Watch the engine at work.")

    @Option(help: "Seconds between two looks.") var interval = 1.0
    @Flag(help: "Look once, and exit.") var once = false
    @OptionGroup var engine: EngineOptions

    func validate() throws {
        if !(0.1...3600).contains(interval) { throw ValidationError("--interval is 0.1 to 3600 seconds.") }
    }

    func run() async throws {
        try await engine.withEngine(deadline: .seconds(5)) { client in
            var before: TopFrame?
            while true {
                do {
                    let frame = try await TopFrame.look(client)
                    show(frame.lines(since: before, address: engine.address))
                    before = frame
                } catch let error as ReminderClientError where !once && error.isRetriable {
                    show(["punctual  \(engine.address)", "", Printable.text(error.message)])
                }
                if once { return }
                try await Task.sleep(for: .seconds(interval))
            }
        }
    }

    private func show(_ lines: [String]) {
        // To the top left corner, then each line, and nothing behind and below it (ECMA-48).
        let text = once ? lines : ["\u{1B}[H" + lines.map { $0 + "\u{1B}[K" }.joined(separator: "\n") + "\u{1B}[J"]
        text.forEach(Terminal.say)
    }
}
