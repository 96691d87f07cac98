import ArgumentParser
import Identity
import ServiceKit

/// `punctual token`: a user's token for development and tests.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Print a user's token, signed with PUNCTUAL_JWT_SECRET. For development and tests."
    )

    @Argument(help: "The user.") var user: String
    @Flag(help: "May see what belongs to others.") var `operator` = false
    @Option(help: "How many hours it is good for.") var hours = 24

    func validate() throws {
        if !(1...87_600).contains(hours) { throw ValidationError("--hours has to be from 1 to 87600.") }
    }

    func run() async throws {
        let settings = Settings(environment: ProcessEnvironment.variables)
        guard let key = try IdentitySettings(settings).userKey else {
            throw SettingsError(.missing, name: "PUNCTUAL_JWT_SECRET", message: "The token is signed with it.")
        }
        print(try await UserTokens(key: key).mint(for: user, isOperator: `operator`, lifetime: .seconds(hours * 3_600)))
    }
}
