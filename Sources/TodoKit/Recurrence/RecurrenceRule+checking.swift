extension RecurrenceRule {
    static let mostTimesADay = 48
    static let mostExceptions = 100

    /// What parts mean together, by the table of RFC 5545, section 3.3.10.
    func checkTogether() throws(RecurrenceError) {
        if count != nil, until != nil { throw RecurrenceError(.malformed, "Only one of COUNT and UNTIL is allowed.") }
        if frequency != .yearly, !yearDays.isEmpty || !weekNumbers.isEmpty {
            throw RecurrenceError(.unsupported, "BYYEARDAY and BYWEEKNO need FREQ=YEARLY.")
        }
        if frequency == .weekly, !monthDays.isEmpty { throw RecurrenceError(.unsupported, "BYMONTHDAY does not go with FREQ=WEEKLY.") }
        if days.contains(where: { $0.ordinal != nil }) {
            guard frequency == .monthly || frequency == .yearly, weekNumbers.isEmpty else {
                throw RecurrenceError(.unsupported, "A BYDAY with a number needs FREQ=MONTHLY, or YEARLY without BYWEEKNO.")
            }
        }
        if !positions.isEmpty, [months, monthDays, yearDays, weekNumbers, hours, minutes].allSatisfy(\.isEmpty), days.isEmpty {
            throw RecurrenceError(.malformed, "BYSETPOS needs another BY part to choose from.")
        }
        guard max(1, hours.count) * max(1, minutes.count) <= Self.mostTimesADay else {
            throw RecurrenceError(.excessive, "A rule has \(Self.mostTimesADay) times a day at most.")
        }
        guard exceptions.count <= Self.mostExceptions else {
            throw RecurrenceError(.excessive, "A rule has \(Self.mostExceptions) exceptions at most.")
        }
    }
}
