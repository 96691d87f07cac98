/// Reads schedules as Dapr does.
///
/// Jobs take exactly six fields; the cron binding also takes five, with seconds at zero.
struct CronParser {
    /// Whether five fields are fine.
    var allowsFiveFields: Bool

    static let jobs = CronParser(allowsFiveFields: false)
    static let binding = CronParser(allowsFiveFields: true)

    func parse(_ text: String) throws(CronError) -> CronSchedule {
        guard !text.isEmpty else { throw CronError("empty spec string") }
        var rest = text
        var zone = Zone("Local") ?? .utc
        var hasZone = false
        for prefix in ["TZ=", "CRON_TZ="] where rest.hasPrefix(prefix) {
            guard let blank = rest.firstIndex(of: " ") else { throw CronError("missing schedule after the time zone: \(text)") }
            let name = String(rest[..<blank].dropFirst(prefix.count))
            guard let found = Zone(name) else { throw CronError("provided bad location \(name): unknown time zone \(name)") }
            (zone, hasZone) = (found, true)
            rest = String(rest[blank...].drop { $0 == " " })
        }
        if rest.hasPrefix("@") {
            return try descriptor(rest, zone, hasZone)
        }
        let fields = rest.split(whereSeparator: \.isWhitespace).map(String.init)
        var six = fields
        if allowsFiveFields, fields.count == 5 { six.insert("0", at: 0) }
        guard six.count == 6 else {
            throw CronError("expected exactly 6 fields, found \(fields.count): [\(fields.joined(separator: " "))]")
        }
        return .fields(try Self.fields(six), zone)
    }

    private static func fields(_ six: [String]) throws(CronError) -> CronFields {
        CronFields(
            second: try CronField(six[0], range: 0...59),
            minute: try CronField(six[1], range: 0...59),
            hour: try CronField(six[2], range: 0...23),
            day: try CronField(six[3], range: 1...31),
            month: try CronField(six[4], range: 1...12, names: months),
            weekday: try CronField(six[5], range: 0...6, names: weekdays)
        )
    }

    private func descriptor(_ text: String, _ zone: Zone, _ hasZone: Bool) throws(CronError) -> CronSchedule {
        if text.hasPrefix("@every ") {
            guard !hasZone else { throw CronError("a time zone cannot be used with @every") }
            guard let span = Span(go: text.dropFirst(7)) else { throw CronError("failed to parse duration \(text)") }
            guard span.nanoseconds > 0 else { throw CronError("the interval of \(text) is not positive") }
            return .every(span)
        }
        guard let line = Self.descriptors[text] else { throw CronError("unrecognized descriptor: \(text)") }
        return .fields(try Self.fields(line.split(separator: " ").map(String.init)), zone)
    }

    private static let descriptors = [
        "@yearly": "0 0 0 1 1 *", "@annually": "0 0 0 1 1 *", "@monthly": "0 0 0 1 * *", "@weekly": "0 0 0 * * 0",
        "@daily": "0 0 0 * * *", "@midnight": "0 0 0 * * *", "@hourly": "0 0 * * * *",
    ]

    private static let months = [
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
    ]

    private static let weekdays = ["sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6]
}
