import FoundationEssentials
import Glibc
import Logging

/// Measures the current build and prints one table.
@main
enum Main {
    static func main() async {
        if CommandLine.arguments.contains("--help") { return print(Options.help) }
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .error
            return handler
        }
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            let rows = try await Benchmark(options: options).run()
            print(Table.text(rows))
            if let file = options.json { try Data(Table.json(rows)).write(to: URL(filePath: file)) }
            // Returning would not end the children in order; `exit` does.
            exit(0)
        } catch {
            Progress.say("\(error)")
            exit(1)
        }
    }
}
