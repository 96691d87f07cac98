/// One field of a cron expression as a set of values, and whether it was a star.
struct CronField: Equatable, Sendable {
    private(set) var bits: UInt64 = 0
    private(set) var isStar = false

    /// - Parameters:
    ///   - text: `*`, `?`, `5`, `1-5`, `*/15`, `1-30/2`, `mon-fri`, or a list of those.
    ///   - range: the values that the field may have.
    ///   - names: three-letter words for values, in lower case.
    init(_ text: some StringProtocol, range: ClosedRange<Int>, names: [String: Int] = [:]) throws(CronError) {
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            try add(String(part), range, names)
        }
    }

    init(_ values: some Sequence<Int>) {
        for value in values { bits |= 1 << UInt64(value) }
    }

    func contains(_ value: Int) -> Bool { bits & (1 << UInt64(value)) != 0 }

    private mutating func add(_ text: String, _ range: ClosedRange<Int>, _ names: [String: Int]) throws(CronError) {
        let pieces = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count <= 2, !pieces[0].isEmpty else { throw CronError("invalid field \(text)") }
        let ends = pieces[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        var low: Int
        var high: Int
        if pieces[0] == "*" || pieces[0] == "?" {
            (low, high) = (range.lowerBound, range.upperBound)
            isStar = isStar || pieces.count == 1
        } else {
            guard ends.count <= 2 else { throw CronError("too many hyphens: \(text)") }
            low = try Self.value(ends[0], names)
            high = ends.count == 2 ? try Self.value(ends[1], names) : (pieces.count == 2 ? range.upperBound : low)
        }
        var step = 1
        if pieces.count == 2 {
            step = try Self.value(pieces[1], [:])
        }
        // Sunday is 0 and 7.
        if range == 0...6, high == 7 {
            if low == 7 { low = 0 }
            high = low == 0 && ends.count < 2 ? 0 : 6
            if low > 0 { bits |= 1 }
        }
        guard range.contains(low), range.contains(high), low <= high, step > 0 else {
            throw CronError("value out of range \(range.lowerBound)-\(range.upperBound): \(text)")
        }
        for value in stride(from: low, through: high, by: step) { bits |= 1 << UInt64(value) }
    }

    private static func value(_ text: String, _ names: [String: Int]) throws(CronError) -> Int {
        if let named = names[text.lowercased()] { return named }
        guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit), let number = Int(text) else {
            throw CronError("failed to parse int from \(text)")
        }
        return number
    }
}
