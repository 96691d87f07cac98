/// What a sentence begins with, and thereby what it is about.
enum Command: CaseIterable {
    case help, snooze, remind, search, list, reopen, complete, start, mark, rename, tag, untag, update, delete, cancel, stop, add

    /// The words a command begins with; the first that fits decides.
    var openings: [Pattern] {
        switch self {
        case .help:
            [
                "help", "i need? help", "what can you do", "what can i do|say|ask", "commands", "how does this|it work",
                "how do i use this|it",
                "who are you", "usage",
            ]
        case .remind:
            [
                "remind me", "alert|notify|ping|nudge me", "set|create|add|make|schedule up? a|an|the|another? new? reminder|alarm|alert",
                "set|create|add|schedule up? a? recurring|daily|weekly reminder", "new? reminder", "do|don't|dont not? let me forget",
                "don't|dont forget",
            ]
        case .snooze: ["snooze", "remind me later", "remind me again", "ask me again"]
        case .search: ["search for?", "find", "look for|up", "when|where is|was", "when's|where's", "lookup"]
        case .list:
            [
                "list|show|display|view|see", "give me a? list? of?", "what|what's|whats|which", "do i have", "have i got", "how many",
                "am i", "is there",
                "are there", "anything|something due|for|on|to",
                "my|all|open|overdue|upcoming|completed|today's|tomorrow's|pending|next tasks|task|todos|reminders|list",
                "todo|to-do|task list", "tasks|todos|reminders|overdue|agenda",
            ]
        case .reopen: ["reopen", "re-open", "uncomplete", "uncheck", "untick", "undo"]
        case .complete:
            [
                "complete|finish|completed|finished", "done with?", "check|tick|cross off?",
                "i|i've|ive|i'm have|am? just|already? done|finished|completed|did with?",
                "close",
            ]
        case .start: ["start|begin|started", "i|i'm|im am? start|started|starting|working with|on?"]
        case .mark: ["mark|flag"]
        case .rename: ["rename|retitle"]
        case .tag: ["tag|label"]
        case .untag: ["untag|unlabel"]
        case .update:
            [
                "update|change|edit|modify|move|reschedule|postpone|push|delay|shift|bring|prioritize|prioritise",
                "set|make|give|repeat|clear",
                "put off",
            ]
        case .delete: ["delete|remove|erase|drop|trash|discard", "get rid of", "throw away|out"]
        case .cancel: ["cancel|dismiss"]
        case .stop: ["stop|unset|disable", "turn|switch off"]
        case .add:
            [
                "add|schedule|create|insert|enter|record|put|new|note|jot", "make|give? me? a|an|another? new? task|todo|to-do",
                "todo|to-do|task :?",
                "i need|have|want|got to", "i've got to", "i'd like to", "i must|should",
            ]
        }
    }

    /// The command of a sentence, and the sentence without its opening words.
    static func read(_ sentence: Tokens) -> (command: Command, rest: Tokens)? {
        for command in allCases {
            for opening in command.openings {
                if let rest = sentence.dropping(opening), rest.startIndex > sentence.startIndex { return (command, rest) }
            }
        }
        return nil
    }

    /// The words that commands begin with, for finding those that are misspelt.
    static let verbs: [String] = [
        "add", "create", "schedule", "list", "show", "complete", "finish", "update", "change", "rename", "move", "reschedule", "postpone",
        "delete", "remove", "search", "find", "remind", "reminder", "cancel", "snooze", "reopen", "mark", "help", "start", "task", "tasks",
    ]
}
