/// A setting that a service cannot start with.
public struct SettingsError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        case missing, invalid
    }

    public var code: Code
    /// The environment variable.
    public var name: String
    /// What is wrong with it, and what is accepted.
    public var message: String

    public init(_ code: Code, name: String, message: String) {
        self.code = code
        self.name = name
        self.message = message
    }

    /// The environment of a process does not change.
    public var isRetriable: Bool { false }
}

extension SettingsError: CustomStringConvertible {
    public var description: String { "\(name): \(message)" }
}
