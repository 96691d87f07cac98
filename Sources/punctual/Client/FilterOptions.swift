import ArgumentParser
import ReminderClient

/// Which reminders.
struct FilterOptions: ParsableArguments {
    @Option(help: "Only this user's.") var user: String?
    @Option(help: "Only this task's.") var task: String?
    @Option(help: "Only those with this tag.") var tag: String?
    @Option(help: "scheduled, firing, fired, cancelled or dead.") var state: String?
    @Option(help: ArgumentHelp("Due at or after, RFC 3339.", valueName: "instant")) var from: String?
    @Option(help: ArgumentHelp("Due before, RFC 3339.", valueName: "instant")) var to: String?

    var filter: ReminderFilter { ReminderFilter(userID: user, taskID: task, tag: tag, state: state, from: from, to: to) }
}
