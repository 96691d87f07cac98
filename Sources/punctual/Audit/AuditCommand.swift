import ArgumentParser

/// `punctual audit`: the audit service; `punctual audit verify`: whether its trail is whole.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Run the audit service, or verify an audit trail.",
        subcommands: [AuditRunCommand.self, AuditVerifyCommand.self],
        defaultSubcommand: AuditRunCommand.self
    )
}
