import Foundation
import Identity
import ServiceKit

/// The secrets of a stack on one machine: made once, and kept beside its data, so that who is signed in stays so.
struct DevSecrets {
    let user: String
    let service: String
    let webhook: String

    /// - Throws: when the folder cannot be written.
    init(folder: String) throws {
        user = try Self.secret("jwt-secret", in: folder)
        service = try Self.secret("service-secret", in: folder)
        webhook = try Self.secret("webhook-secret", in: folder)
    }

    private static func secret(_ name: String, in folder: String) throws -> String {
        let path = folder + "/" + name
        if let known = try? String(contentsOfFile: path, encoding: .utf8), known.count >= SharedKey.fewestBytes { return known }
        let made = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined(separator: "-")
        let isWritten = FileManager.default.createFile(
            atPath: path,
            contents: Data(made.utf8),
            attributes: [.posixPermissions: 0o600]
        )
        guard isWritten else { throw SettingsError(.invalid, name: name, message: "It cannot be written to \(folder).") }
        return made
    }

    /// A token that a person pastes into the page, or follows in an address.
    func token(for user: String) async throws -> String {
        let key = try SharedKey(Secret(self.user), setting: "PUNCTUAL_JWT_SECRET")
        return try await UserTokens(key: key).mint(for: user, isOperator: true, lifetime: .seconds(30 * 86_400))
    }
}
