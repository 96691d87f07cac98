import ArgumentParser

@main
struct Punctual: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "punctual",
        abstract: "A reminder engine for Dapr: on time, never early, never twice, never lost.",
        groupedSubcommands: [
            CommandGroup(
                name: "Running",
                subcommands: [
                    EngineCommand.self, ChatAPICommand.self, NotificationCommand.self, RecurringTaskCommand.self, AuditCommand.self,
                    DevCommand.self, SidecarCommand.self,
                ]
            ),
            CommandGroup(
                name: "Reminders",
                subcommands: [RemindCommand.self, ListCommand.self, GetCommand.self, CancelCommand.self, SnoozeCommand.self]
            ),
            CommandGroup(
                name: "Operation",
                subcommands: [
                    ModeCommand.self, RedriveCommand.self, TopCommand.self, DoctorCommand.self, SmokeCommand.self, ExportCommand.self,
                    ImportCommand.self,
                    TokenCommand.self,
                ]
            ),
        ]
    )
}
