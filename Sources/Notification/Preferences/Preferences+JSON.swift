public import JSON

extension Preferences: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { members(to: &$0) }
    }

    func members(to writer: inout JSONWriter) {
        writer.member("time_zone", timeZone)
        writer.member("channels", channels.map(\.rawValue))
        writer.member("email", email)
        writer.member("webhook_url", webhookURL)
        writer.member("quiet_hours", quietHours)
    }
}

extension QuietHours: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("from", Self.text(from))
            writer.member("to", Self.text(to))
        }
    }

    private static func text(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }

    /// Minutes since midnight of `22:00`; nil for anything else.
    static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}
