import ArgumentParser
import Curl
import Logging
import ReminderClient

/// Where the engine is, and how to show what it says.
struct EngineOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The engine. Otherwise PUNCTUAL_URL, or \(ReminderClient.defaultURL).", valueName: "url"))
    var url: String?
    @Flag(help: "Print JSON, one value on each line.")
    var json = false

    var address: String {
        if let url { return url }
        let fromEnvironment = ProcessEnvironment.variables["PUNCTUAL_URL"] ?? ""
        return fromEnvironment.isEmpty ? ReminderClient.defaultURL : fromEnvironment
    }

    /// Runs `body` with a client; tells an error of the engine in words and exits with 1.
    func withEngine(deadline: Duration = .seconds(10), _ body: (ReminderClient) async throws -> Void) async throws {
        let http = CurlClient(logger: Logger(label: "client"))
        do {
            try await body(ReminderClient(baseURL: address, http: http, deadline: deadline))
        } catch let error as ReminderClientError {
            await http.shutdown()
            Terminal.complain(Printable.text(error.description, keepsLines: true))
            throw ExitCode(1)
        } catch {
            await http.shutdown()
            throw error
        }
        await http.shutdown()
    }
}
