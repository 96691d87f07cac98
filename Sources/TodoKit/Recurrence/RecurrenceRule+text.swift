extension RecurrenceRule {
    /// The rule as text that reads back as the same rule.
    public var text: String {
        var lines: [String] = []
        if let start { lines.append("DTSTART:\(start)") }
        lines.append(lines.isEmpty && exceptions.isEmpty ? rule : isWord ? rule : "RRULE:\(rule)")
        if !exceptions.isEmpty { lines.append("EXDATE:\(exceptions.map { "\($0)" }.joined(separator: ","))") }
        return lines.joined(separator: "\n")
    }

    private var rule: String {
        if isWord { return frequency.rawValue.lowercased() }
        var parts = ["FREQ=\(frequency.rawValue)"]
        if interval > 1 { parts.append("INTERVAL=\(interval)") }
        if let count { parts.append("COUNT=\(count)") }
        if let until { parts.append("UNTIL=\(until)") }
        func list(_ name: String, _ values: [some CustomStringConvertible]) {
            if !values.isEmpty { parts.append("\(name)=\(values.map(\.description).joined(separator: ","))") }
        }
        list("BYMONTH", months)
        list("BYWEEKNO", weekNumbers)
        list("BYYEARDAY", yearDays)
        list("BYMONTHDAY", monthDays)
        list("BYDAY", days)
        list("BYHOUR", hours)
        list("BYMINUTE", minutes)
        list("BYSETPOS", positions)
        if weekStart != 0 { parts.append("WKST=\(RecurrenceDay.names[Int(weekStart)])") }
        return parts.joined(separator: ";")
    }
}
