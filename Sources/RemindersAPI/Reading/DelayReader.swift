import Reminders

/// Reads a delay as people write it: `90s`, `10m`, `1h30m`, `2d` (as Go writes durations, with days), or `PT10M`, `P1DT2H`
/// (ISO 8601, without months and years, whose length differs).
enum DelayReader {
    static func duration(_ text: String) -> Duration? {
        let milliseconds = text.hasPrefix("P") || text.hasPrefix("p") ? iso8601(text.dropFirst().utf8) : sequence(text.utf8, units: go)
        // Beyond what any instant can be, adding it to one would overflow.
        let limit = Timestamp.distantFuture.milliseconds
        return milliseconds.flatMap { (1...limit).contains($0) ? .milliseconds($0) : nil }
    }

    private typealias Units = [(name: [UInt8], milliseconds: Int64)]
    private static let go: Units = [
        (Array("ms".utf8), 1), (Array("s".utf8), 1000), (Array("m".utf8), 60_000), (Array("h".utf8), 3_600_000),
        (Array("d".utf8), 86_400_000),
    ]
    private static let isoDate: Units = [(Array("D".utf8), 86_400_000), (Array("W".utf8), 604_800_000)]
    private static let isoTime: Units = [(Array("H".utf8), 3_600_000), (Array("M".utf8), 60_000), (Array("S".utf8), 1000)]

    private static func iso8601(_ text: Substring.UTF8View) -> Int64? {
        let parts = text.split(separator: UInt8(ascii: "T"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let date = parts.first, parts.count < 2 || !parts[1].isEmpty, !text.isEmpty else { return nil }
        guard let days = date.isEmpty ? 0 : sequence(date, units: isoDate) else { return nil }
        guard parts.count == 2 else { return days }
        return sequence(parts[1], units: isoTime).flatMap { time in
            let (sum, overflow) = days.addingReportingOverflow(time)
            return overflow ? nil : sum
        }
    }

    /// Numbers with units, one after the other, each unit once.
    private static func sequence(_ text: some Collection<UInt8>, units: Units) -> Int64? {
        var rest = Array(text)[...]
        var total: Int64 = 0
        var used: Set<Int64> = []
        while !rest.isEmpty {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard (1...12).contains(digits.count), let number = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let unit = units.first(where: { $0.name.elementsEqual(name) }), used.insert(unit.milliseconds).inserted else {
                return nil
            }
            rest = rest.dropFirst(name.count)
            let (part, overflow) = number.multipliedReportingOverflow(by: unit.milliseconds)
            let (sum, carry) = total.addingReportingOverflow(part)
            guard !overflow, !carry else { return nil }
            total = sum
        }
        return used.isEmpty ? nil : total
    }
}
