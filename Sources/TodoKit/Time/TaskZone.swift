import Foundation
public import Reminders

/// An IANA time zone, by which local times become instants and back.
public struct TaskZone: Sendable, Hashable {
    public let name: String
    private let zone: TimeZone

    /// Nil unless the name is one of the IANA database's, as `Europe/Berlin` or `UTC`. Abbreviations such as `EST` and offsets
    /// such as `GMT+3` are refused: they do not say when clocks change.
    public init?(_ name: String) {
        guard name.utf8.count <= 64, name.contains("/") || name == "UTC", let zone = TimeZone(identifier: name) else { return nil }
        self.name = name
        self.zone = zone
    }

    public static func isValid(_ name: String) -> Bool { TaskZone(name) != nil }

    /// How far local time is ahead of UTC at the instant, in milliseconds.
    public func offset(at instant: Timestamp) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))) * 1000
    }
}
