import ArgumentParser

/// What every service takes as flags; the rest comes by environment.
struct ServiceOptions: ParsableArguments {
    @Option(help: "The address to listen on.") var host: String?
    @Option(help: "The port to listen on.") var port: Int?
    @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel: String?

    /// By the variables that they stand for.
    var overrides: [String: String] {
        var overrides: [String: String] = [:]
        overrides["PUNCTUAL_HOST"] = host
        overrides["PUNCTUAL_PORT"] = port.map(String.init)
        overrides["PUNCTUAL_LOG_LEVEL"] = logLevel
        return overrides
    }
}
