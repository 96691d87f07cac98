import Foundation
import Reminders
import Testing
import TodoKit

/// The same rules as python-dateutil reads them: scripts/recurrence-fixture writes the file.
@Suite struct RecurrenceFixtureTests {
    @Test("1,151 random rules in six zones come up when dateutil says") func fixture() throws {
        let file = try #require(Bundle.module.url(forResource: "recurrences", withExtension: "tsv", subdirectory: "Fixtures"))
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 1151)
        let end = try #require(Timestamp(rfc3339: "2036-12-31T12:00:00Z"))
        for line in lines {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            try #require(columns.count == 4)
            let zone = try #require(TaskZone(String(columns[1])))
            let start = try zone.instant(of: CivilTime(milliseconds: instant(columns[2]).milliseconds))
            // As a line of the rule, since the start may be a time that the clock passes over.
            let rule = try RecurrenceRule("DTSTART:\(columns[2])\n" + String(columns[0].map { $0 == "|" ? "\n" : $0 }))
            let expected = try columns[3].split(separator: " ").map { try instant($0) }.filter { $0 <= end }
            // The start is an occurrence if the rule takes it; so look from just before it.
            let before = Timestamp(milliseconds: start.milliseconds - 1)
            let found = RecurrenceSeries(rule, anchor: start, zone: zone).occurrences(after: before, through: end, limit: 8)
            #expect(found.map { $0.instant } == expected, "\(line)")
            #expect(try RecurrenceRule(rule.text) == rule, "\(line)")
        }
    }

    /// `20260131T0900Z` and `20260131T090000`, read as UTC.
    private func instant(_ text: Substring) throws -> Timestamp {
        let digits = text.filter(\.isNumber)
        var parts = [4, 2, 2, 2, 2].makeIterator()
        var (rest, fields) = (Substring(digits), [Substring]())
        while let length = parts.next() {
            fields.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return try #require(Timestamp(rfc3339: "\(fields[0])-\(fields[1])-\(fields[2])T\(fields[3]):\(fields[4]):00Z"))
    }
}
