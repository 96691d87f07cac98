extension TimeReader {
    /// "at 9am", "17:30", "noon", "half past six", "5 o'clock", "at 5".
    ///
    /// - Parameter lead: the word before it; a bare number is a time only after "at" and its like.
    func clockTime(at start: Int, lead: String) -> Match<TimePhrase>? {
        guard let match = anyClock(at: start, lead: lead) else { return nil }
        guard !Self.zones.contains(tokens.key(match.end)) else {
            let problem = TimePhrase.Problem(text: "I read all times in your own time zone. What time is it there?")
            return Match(TimePhrase(problem: problem), to: match.end + 1)
        }
        return match
    }

    private func anyClock(at start: Int, lead: String) -> Match<TimePhrase>? {
        switch tokens.key(start) {
        case "noon", "midday": return found(12, 0, to: start + 1)
        case "midnight": return found(24, 0, to: start + 1)
        default: break
        }
        if let match = fractionOfHour(at: start) { return match }
        let ends = tokens.key(start).split(separator: "-")
        if ends.count == 2, compactClock(String(ends[0])) != nil || Numbers.digits(ends[0]) != nil, compactClock(String(ends[1])) != nil {
            let problem = TimePhrase.Problem(text: "A task or reminder has one time. Which one shall it be?")
            return Match(TimePhrase(problem: problem), to: start + 1)
        }
        if let compact = compactClock(tokens.key(start)) {
            if case .invalid = compact { return invalid(at: start, to: start + 1) }
            if case .time(let hour, let minute, let isBare) = compact { return suffixed(hour, minute, isBare, to: start + 1) }
        }
        if lead == "at" || lead == "@" || lead == "around", let hour = dotted(tokens.key(start)) {
            return suffixed(hour.0, hour.1, false, to: start + 1)
        }
        guard let hour = Numbers.cardinal(tokens.key(start)) else { return nil }
        if Self.meridiems[tokens.key(start + 1)] != nil { return suffixed(hour, 0, true, to: start + 1) }
        if let count = ("o'clock|oclock" as Pattern).match(tokens, at: start + 1), hour <= 24 {
            return suffixed(hour, 0, true, to: start + 1 + count)
        }
        let isLed = ["at", "@", "around", "about", "by"].contains(lead)
        guard isLed, hour <= 24, tokens.key(start).utf8.count <= 2 || Numbers.digits(tokens.key(start)) == nil, pauses(at: start + 1) else {
            return nil
        }
        return suffixed(hour, 0, true, to: start + 1)
    }

    /// "half past 5", "quarter to six", "ten past 9".
    private func fractionOfHour(at start: Int) -> Match<TimePhrase>? {
        var index = start
        if tokens.key(index) == "a" { index += 1 }
        let minutes: Int
        switch tokens.key(index) {
        case "half": minutes = 30
        case "quarter": minutes = 15
        case let key:
            guard let number = Numbers.cardinal(key), number < 60 else { return nil }
            minutes = number
        }
        index += 1
        if ["minutes", "mins"].contains(tokens.key(index)) { index += 1 }
        let relation = tokens.key(index)
        guard relation == "past" || (relation == "to" && minutes != 30), let hour = Numbers.cardinal(tokens.key(index + 1)),
            (1...24).contains(hour)
        else { return nil }
        // "ten to five people" is no time.
        guard ["half", "quarter"].contains(tokens.key(index - 1)) || relation == "past" || pauses(at: index + 2) else { return nil }
        if relation == "past" { return suffixed(hour, minutes, true, to: index + 2) }
        return suffixed(hour == 1 ? 12 : hour - 1, 60 - minutes, true, to: index + 2)
    }

    /// Applies "am" or "pm" if it follows.
    private func suffixed(_ hour: Int, _ minute: Int, _ isBare: Bool, to end: Int) -> Match<TimePhrase>? {
        guard let isAfternoon = Self.meridiems[tokens.key(end)] else {
            return hour > 24 || minute > 59 || (hour == 24 && minute > 0)
                ? invalid(at: end - 1, to: end) : found(hour, minute, isBare, to: end)
        }
        guard (1...12).contains(hour) || (hour <= 23 && isAfternoon), minute < 60 else { return invalid(at: end - 1, to: end + 1) }
        return found(hour < 13 ? hour % 12 + (isAfternoon ? 12 : 0) : hour, minute, to: end + 1)
    }

    private func found(_ hour: Int, _ minute: Int, _ isBare: Bool = false, to end: Int) -> Match<TimePhrase> {
        let isAmbiguous = isBare && (1...12).contains(hour)
        return Match(TimePhrase(clock: TimePhrase.Clock(hour: hour, minute: minute, isBare: isAmbiguous)), to: end)
    }

    private func invalid(at index: Int, to end: Int) -> Match<TimePhrase> {
        let problem = TimePhrase.Problem(text: "There is no \(tokens[index..<end].text) on the clock. What time do you mean?")
        return Match(TimePhrase(problem: problem), to: end)
    }

    enum CompactClock { case time(Int, Int, isBare: Bool), invalid }

    /// "9am", "9:30pm", "17:30", "5:30", "17h30". A leading zero or an hour past 12 makes it a time of 24 hours.
    func compactClock(_ key: String) -> CompactClock? {
        guard let first = key.utf8.first, (48...57).contains(first), key.utf8.count <= 10 else { return nil }
        let digits = key.prefix { $0.isASCII && $0.isNumber }
        var rest = key.dropFirst(digits.count)
        guard digits.count <= 2, let hour = Numbers.digits(digits) else { return nil }
        var minute: Int?
        if let separator = rest.first, separator == ":" || separator == "h" || separator == "." {
            let part = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            if part.count == 2 {
                minute = Numbers.digits(part)
                rest = rest.dropFirst(3)
                // "17.30" alone may be a price.
                if separator == ".", Self.meridiems[String(rest)] == nil { return nil }
            } else if separator != "h" || !part.isEmpty {
                return nil
            }
        }
        if let isAfternoon = Self.meridiems[String(rest)] {
            guard (1...12).contains(hour) || (hour <= 23 && isAfternoon), minute ?? 0 < 60 else { return .invalid }
            return .time(hour < 13 ? hour % 12 + (isAfternoon ? 12 : 0) : hour, minute ?? 0, isBare: false)
        }
        guard let minute, rest.isEmpty || rest == "h" else { return nil }
        return hour > 24 || minute > 59 || (hour == 24 && minute > 0) ? .invalid : .time(hour, minute, isBare: digits.first != "0")
    }

    /// "17.30", only after "at".
    private func dotted(_ key: String) -> (Int, Int)? {
        let parts = key.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, parts[0].count <= 2, let hour = Numbers.digits(parts[0]),
            let minute = Numbers.digits(parts[1])
        else { return nil }
        return (hour, minute)
    }

    static let meridiems: [String: Bool] = ["am": false, "a.m": false, "a.m.": false, "pm": true, "p.m": true, "p.m.": true]
    private static let zones: Set<String> = [
        "utc", "gmt", "cet", "cest", "bst", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "ist", "jst",
    ]
}
