import Reminders
import TodoKit

/// Instants as people of a time zone read and write them.
struct ZoneText: Sendable {
    let zone: TaskZone
    let now: Timestamp

    /// "Tue 24 Nov 18:00"; with the year when it is another one.
    func text(_ instant: Timestamp) -> String {
        let parts = local(instant).rfc3339.split { "-T:.Z".contains($0) }
        let days = local(instant).milliseconds / 86_400_000
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(days % 7)]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard parts.count >= 5, let month = Int(parts[1]), (1...12).contains(month), let day = Int(parts[2]) else { return instant.rfc3339 }
        let isThisYear = local(now).rfc3339.prefix(4) == parts[0]
        return "\(weekday) \(day) \(months[month - 1])\(isThisYear ? "" : " \(parts[0])") \(parts[3]):\(parts[4])"
    }

    /// Reads RFC 3339, or a local time without a zone such as `2026-11-24T18:00`.
    func instant(_ text: String) -> Timestamp? {
        if let instant = Timestamp(rfc3339: text) { return instant }
        let seconds = text.count == 16 ? ":00" : ""
        guard let local = Timestamp(rfc3339: text + seconds + "Z") else { return nil }
        // Twice, since the offset is that of the instant which is looked for.
        let guess = Timestamp(milliseconds: local.milliseconds - zone.offset(at: local))
        return Timestamp(milliseconds: local.milliseconds - zone.offset(at: guess))
    }

    private func local(_ instant: Timestamp) -> Timestamp {
        Timestamp(milliseconds: max(0, instant.milliseconds + zone.offset(at: instant)))
    }
}
