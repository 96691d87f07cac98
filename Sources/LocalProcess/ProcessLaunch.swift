/// What to start and how.
public struct ProcessLaunch: Sendable {
    /// A path, or a name to be found in `PATH`.
    public var executable: String
    /// Without the name of the program itself.
    public var arguments: [String]
    /// The whole environment of the child; nil hands ours on.
    public var environment: [String: String]?
    /// Where the child starts; nil is where we are.
    public var workingDirectory: String?
    /// Standard output and error are appended here; nil discards them.
    public var logFile: String?

    public init(
        _ executable: String,
        arguments: [String] = [],
        environment: [String: String]? = nil,
        workingDirectory: String? = nil,
        logFile: String? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.logFile = logFile
    }
}
