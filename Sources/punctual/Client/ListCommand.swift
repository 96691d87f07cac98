import ArgumentParser
import ReminderClient

/// `punctual list`: reminders by due time.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List reminders by due time.")

    @OptionGroup(title: "Which") var which: FilterOptions
    @Option(help: "At most so many; 0 for all.") var limit = 50
    @OptionGroup var engine: EngineOptions

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit can't be negative.") }
    }

    func run() async throws {
        try await engine.withEngine { client in
            let wanted = limit == 0 ? Int.max : limit
            var found: [ReminderRecord] = []
            var (count, cursor, isLast) = (0, nil as String?, false)
            repeat {
                let page = try await client.list(which.filter, limit: min(wanted - count, 500), cursor: cursor)
                count += page.reminders.count
                cursor = page.next
                isLast = cursor == nil
                // JSON goes out page by page, whatever its length; a table has to know all of its rows.
                if engine.json { page.reminders.forEach { Terminal.say(ReminderText.json($0)) } } else { found += page.reminders }
            } while !isLast && count < wanted
            guard !engine.json else { return }
            if found.isEmpty { return Terminal.say("None.") }
            ReminderText.table(found).forEach(Terminal.say)
            if !isLast { Terminal.say("There are more; --limit 0 lists all.") }
        }
    }
}
