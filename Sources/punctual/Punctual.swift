import ArgumentParser

@main
struct Punctual: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "punctual",
        abstract: "A reminder engine for Dapr: on time, never early, never twice, never lost.",
        subcommands: [EngineCommand.self, DevCommand.self, SidecarCommand.self]
    )
}
