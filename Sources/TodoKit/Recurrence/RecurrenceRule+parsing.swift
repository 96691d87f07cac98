extension RecurrenceRule {
    public static let longestText = 2000

    /// Reads the text of a task's `recurrence_rule`.
    public init(_ text: String) throws(RecurrenceError) {
        guard text.utf8.count <= Self.longestText else {
            throw RecurrenceError(.excessive, "A rule has \(Self.longestText) bytes at most.")
        }
        var (rule, start, exceptions): (RecurrenceRule?, CivilTime?, [RecurrenceValue]) = (nil, nil, [])
        for line in text.uppercased().split(whereSeparator: \.isNewline) {
            let line = line.trimmingSpaces
            let (name, parameter, value) = try Self.split(line)
            switch name {
            case "":
                if line.isEmpty { continue }
                guard rule == nil else { throw RecurrenceError(.malformed, "Only one rule is allowed.") }
                rule = try Self.rule(value)
            case "DTSTART":
                guard start == nil, parameter == nil, case .local(let time) = try RecurrenceText.value(value) else {
                    throw RecurrenceError(.malformed, "DTSTART is one local time, such as 20260131T090000, in the task's time_zone.")
                }
                start = time
            case "EXDATE":
                guard parameter == nil || parameter == "VALUE=DATE" else {
                    throw RecurrenceError(.unsupported, "EXDATE is in the task's time_zone and has no parameters but VALUE=DATE.")
                }
                exceptions += try RecurrenceText.values(value)
            default: throw RecurrenceError(.unsupported, "Only DTSTART, RRULE and EXDATE lines are allowed.")
            }
        }
        guard let rule else {
            throw RecurrenceError(.malformed, "daily, weekly, monthly, yearly or an RFC 5545 rule is needed, such as FREQ=WEEKLY;BYDAY=MO.")
        }
        self = rule
        self.start = start
        self.exceptions += exceptions
        try checkTogether()
    }

    /// `NAME;PARAMETER:VALUE`; a rule without `RRULE:` before it has no name.
    private static func split(_ line: Substring) throws(RecurrenceError) -> (name: Substring, parameter: Substring?, value: Substring) {
        guard let colon = line.firstIndex(of: ":") else { return ("", nil, line) }
        let head = line[..<colon].split(separator: ";", maxSplits: 1)
        let (name, parameter) = (head.first ?? "", head.count > 1 ? head[1] : nil)
        if name == "RRULE", parameter != nil { throw RecurrenceError(.malformed, "RRULE has no parameters.") }
        return (name == "RRULE" ? "" : name.isEmpty ? ":" : name, parameter, line[line.index(after: colon)...])
    }

    private static func rule(_ text: Substring) throws(RecurrenceError) -> RecurrenceRule {
        if let frequency = Frequency(rawValue: String(text)) {
            var rule = RecurrenceRule(frequency)
            rule.isWord = true
            return rule
        }
        var parts: [(name: Substring, value: Substring)] = []
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, !pair[1].isEmpty else {
                throw RecurrenceError(
                    .malformed,
                    "daily, weekly, monthly, yearly or an RFC 5545 rule is needed, such as FREQ=WEEKLY;BYDAY=MO."
                )
            }
            guard !parts.contains(where: { $0.name == pair[0] }) else {
                throw RecurrenceError(.malformed, "A part occurs twice in the rule.")
            }
            parts.append((pair[0], pair[1]))
        }
        guard let written = parts.first(where: { $0.name == "FREQ" }) else { throw RecurrenceError(.malformed, "The rule has no FREQ.") }
        guard let frequency = Frequency(rawValue: String(written.value)) else {
            throw RecurrenceError(.unsupported, "FREQ is one of DAILY, WEEKLY, MONTHLY and YEARLY.")
        }
        var rule = RecurrenceRule(frequency)
        for part in parts where part.name != "FREQ" { try rule.read(part.name, part.value) }
        return rule
    }

    private mutating func read(_ name: Substring, _ value: Substring) throws(RecurrenceError) {
        switch name {
        case "INTERVAL": interval = try RecurrenceText.number(value, "INTERVAL", 1...1000)
        case "COUNT": count = Int(try RecurrenceText.number(value, "COUNT", 1...10_000))
        case "UNTIL": until = try RecurrenceText.value(value)
        case "BYMONTH": months = try RecurrenceText.list(value, "BYMONTH", 1...12)
        case "BYMONTHDAY": monthDays = try RecurrenceText.list(value, "BYMONTHDAY", 1...31, signed: true)
        case "BYYEARDAY": yearDays = try RecurrenceText.list(value, "BYYEARDAY", 1...366, signed: true)
        case "BYWEEKNO": weekNumbers = try RecurrenceText.list(value, "BYWEEKNO", 1...53, signed: true)
        case "BYDAY": days = try RecurrenceText.days(value)
        case "BYHOUR": hours = try RecurrenceText.list(value, "BYHOUR", 0...23)
        case "BYMINUTE": minutes = try RecurrenceText.list(value, "BYMINUTE", 0...59)
        case "BYSETPOS": positions = try RecurrenceText.list(value, "BYSETPOS", 1...366, signed: true)
        case "WKST": weekStart = try RecurrenceText.weekday(value)
        case "EXDATE": exceptions += try RecurrenceText.values(value)
        default: throw RecurrenceError(.unsupported, "There is no part of that name, or a task cannot repeat by it.")
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var result = self
        while result.first?.isWhitespace == true { result.removeFirst() }
        while result.last?.isWhitespace == true { result.removeLast() }
        return result
    }
}
