import Reminders
import TodoKit

/// The time zone in which somebody lives; UTC when its name means nothing here, as after an update of the time zone database.
struct LocalZone: Sendable {
    let name: String
    private let zone: TaskZone?

    init(_ name: String) {
        zone = TaskZone(name)
        self.name = zone == nil ? "UTC" : name
    }

    /// How far local time is ahead of UTC, in milliseconds.
    func offset(at instant: Timestamp) -> Int64 { zone?.offset(at: instant) ?? 0 }

    /// As `2026-11-24 14:05`.
    func minute(of instant: Timestamp) -> String {
        let local = Timestamp(milliseconds: instant.milliseconds + offset(at: instant)).rfc3339
        return "\(local.prefix(10)) \(local.dropFirst(11).prefix(5))"
    }
}
