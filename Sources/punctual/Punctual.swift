import ArgumentParser

@main
struct Punctual: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "punctual", abstract: "A reminder engine for Dapr.")
}
