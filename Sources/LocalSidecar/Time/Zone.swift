import Foundation

/// A time zone by its IANA name. The data comes from Foundation, which is linked for YAML anyway and whose zone tables
/// are read only when a schedule names a zone.
struct Zone: Sendable, Equatable {
    private let zone: TimeZone?

    static let utc = Zone(zone: nil)

    private init(zone: TimeZone?) {
        self.zone = zone
    }

    /// Nil for an unknown name. `UTC` and `Local` are understood, the latter as this process's zone.
    init?(_ name: String) {
        switch name {
        case "UTC", "": zone = nil
        case "Local": zone = TimeZone.current.secondsFromGMT() == 0 ? nil : TimeZone.current
        default:
            guard name.contains("/") || name.allSatisfy({ $0.isLetter || $0.isNumber }), let found = TimeZone(identifier: name) else {
                return nil
            }
            zone = found
        }
    }

    /// Seconds east of UTC at that instant.
    func offset(at moment: Moment) -> Int {
        guard let zone else { return 0 }
        return zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(moment.seconds)))
    }

    /// The first instant at which a clock in this zone shows `civil` or, in a gap, what it jumps to.
    func moment(of civil: CivilTime) -> Moment {
        let local = civil.secondsAsUTC
        let guess = offset(at: Moment(nanoseconds: (local - 86_400) * 1_000_000_000))
        var seconds = local - Int64(guess)
        let actual = offset(at: Moment(nanoseconds: seconds * 1_000_000_000))
        if actual != guess, offset(at: Moment(nanoseconds: (local - Int64(actual)) * 1_000_000_000)) == actual {
            seconds = local - Int64(actual)
        }
        return Moment(nanoseconds: seconds * 1_000_000_000)
    }
}
