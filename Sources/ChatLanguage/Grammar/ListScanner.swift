/// Reads which tasks to list: "show my next 5 high priority tasks due this week tagged #work".
struct ListScanner {
    let reader: TimeReader
    private(set) var filter = TaskFilter()
    /// The words that nothing was made of.
    private(set) var kept: [Token] = []
    private(set) var saysTasks = false
    private(set) var saysReminders = false
    private(set) var isAboutTime = false
    private(set) var problem: String?
    private var index: Int

    private var tokens: Tokens { reader.tokens }

    init(_ tokens: Tokens, clock: ZoneClock) {
        reader = TimeReader(clock: clock, tokens: tokens)
        index = tokens.startIndex
        while index < tokens.endIndex { step() }
    }

    private mutating func step() {
        let token = tokens[index]
        switch token.kind {
        case .tag:
            filter.tags.append(token.text)
            index += 1
        case .quoted:
            keep()
        case .word, .mark:
            if !takeSort(), !takeLimit(), !takeRange(), !takePriority(), !takeFlag() { keep() }
        }
    }

    private mutating func keep() {
        if !tokens[index].isMark, !Self.fillers.contains(tokens.key(index)) { kept.append(tokens[index]) }
        index += 1
    }

    /// "sorted by due date, newest first"
    private mutating func takeSort() -> Bool {
        guard let lead = ("sort|sorted|order|ordered by" as Pattern).match(tokens, at: index) ?? ("by" as Pattern).match(tokens, at: index)
        else {
            return takeOrder()
        }
        let at = index + lead
        let sort: TaskFilter.Sort
        switch tokens.key(at) {
        case "due", "deadline": sort = .dueAt
        case "priority", "importance", "urgency": sort = .priority
        case "title", "name", "alphabet": sort = .title
        case "creation", "created", "age": sort = .createdAt
        case "updated", "update", "change": sort = .updatedAt
        default: return false
        }
        filter.sort = sort
        index = at + 1 + (("date|time" as Pattern).match(tokens, at: at + 1) ?? 0)
        return true
    }

    private mutating func takeOrder() -> Bool {
        if let count = ("descending|desc|reversed" as Pattern).match(tokens, at: index) {
            filter.descending = true
            index += count
            return true
        }
        if let count = ("newest|latest first?" as Pattern).match(tokens, at: index) {
            filter.sort = filter.sort ?? .createdAt
            filter.descending = true
            index += count
            return true
        }
        return false
    }

    /// "next 5", "top three", "first 10"
    private mutating func takeLimit() -> Bool {
        guard ["next", "top", "first", "last"].contains(tokens.key(index)), let number = Numbers.cardinal(tokens.key(index + 1)), number > 0
        else {
            return false
        }
        switch tokens.key(index) {
        case "next": filter.sort = filter.sort ?? .dueAt
        case "top": filter.sort = filter.sort ?? .priority
        case "last":
            filter.sort = filter.sort ?? .createdAt
            filter.descending = true
        default: break
        }
        if filter.sort == .priority, tokens.key(index) == "top" { filter.descending = true }
        filter.limit = number
        index += 2
        return true
    }

    private mutating func takeRange() -> Bool {
        if let count = ("overdue|late" as Pattern).match(tokens, at: index) {
            filter.due = InstantRange(before: reader.clock.now)
            isAboutTime = true
            index += count
            return true
        }
        guard let match = reader.range(at: index) else { return false }
        switch match.value {
        case .range(let range):
            if filter.due != nil { problem = "I read two times in that. Which tasks do you mean?" }
            filter.due = range
        case .problem(let text): problem = text
        }
        isAboutTime = true
        index = match.end
        return true
    }

    private mutating func takePriority() -> Bool {
        let words = PriorityReader(reader: reader)
        if let match = words.priority(at: index, isFirst: true) {
            filter.priority = match.value
            index = match.end
            return true
        }
        guard let value = PriorityReader.value(tokens.key(index)),
            ["tasks", "todos", "task", "ones", "items", "priority"].contains(tokens.key(index + 1))
        else {
            return false
        }
        filter.priority = value
        index += 1
        return true
    }

    private mutating func takeFlag() -> Bool {
        for (pattern, change) in Self.flags {
            guard let count = pattern.match(tokens, at: index) else { continue }
            change(&self)
            index += count
            return true
        }
        if let count = ("tagged|labelled|labeled|tag|label with|as?" as Pattern).match(tokens, at: index) {
            index += count
            if tokens.indices.contains(index), tokens[index].kind == .word {
                filter.tags.append(tokens[index].text)
                index += 1
            }
            return true
        }
        return false
    }

    private static let flags: [(Pattern, @Sendable (inout ListScanner) -> Void)] = [
        ("in-progress|started|ongoing", { $0.filter.status = .inProgress }),
        ("in progress", { $0.filter.status = .inProgress }),
        ("not? yet? started", { $0.filter.status = .pending }),
        ("not done|finished|completed", { $0.filter.status = .open }),
        ("completed|complete|finished|done", { $0.filter.status = .completed }),
        ("open|unfinished|incomplete|remaining|left|active", { $0.filter.status = .open }),
        ("pending", { $0.filter.status = .pending }),
        ("all|everything", { $0.filter.status = .all }),
        ("recurring|repeating|repeated", { $0.filter.isRecurring = true }),
        ("without a? due|deadline date?", { $0.filter.hasDueDate = false }),
        ("no|undated due date", { $0.filter.hasDueDate = false }),
        ("with a? due|deadline date?", { $0.filter.hasDueDate = true }),
        ("have|has a due|deadline date?", { $0.filter.hasDueDate = true }),
        ("task|tasks|todo|todos|to-do|to-dos|list|agenda", { $0.saysTasks = true }),
        ("to do", { $0.saysTasks = true }),
        ("reminder|reminders|alarms", { $0.saysReminders = true }),
        ("due", { $0.isAboutTime = true }),
        ("upcoming|coming up?", { $0.filter.sort = .dueAt }),
    ]

    private static let fillers: Set<String> = [
        "what's", "whats", "how", "me", "my", "the", "a", "an", "of", "i", "do", "have", "is", "are", "there", "on", "for", "in", "what",
        "which", "with", "that", "and", "to",
        "s", "your", "any", "some", "got", "am", "need", "must", "should", "currently", "still", "please", "be", "you", "up", "first", "at",
        "it",
        "set", "ones", "items", "item", "only", "just", "priority", "next", "am", "will", "many", "scheduled", "planned", "supposed",
        "today's", "by",
        "was", "were", "did", "down", "out", "now", "or", "does", "look", "like", "our", "plate", "everything", "anything", "else", "has",
        "been",
    ]
}
