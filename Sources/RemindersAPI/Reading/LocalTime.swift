import Foundation
import Reminders

/// A local time in an IANA zone, made an instant.
///
/// Where the clock is put forward, a time in the gap counts from before it: 02:30 becomes 03:30. Where it is put back, a
/// time that comes twice means the first.
enum LocalTime {
    enum Failure: Error {
        case unknownZone
        case malformed
    }

    static func instant(_ text: String, zone name: String) throws(Failure) -> Timestamp {
        guard name.contains("/") || name == "UTC", let zone = TimeZone(identifier: name) else { throw .unknownZone }
        // Read as if it were UTC, then moved by the zone's offset.
        guard !text.hasSuffix("Z"), !text.hasSuffix("z"), let asUTC = Timestamp(rfc3339: text + (hasSeconds(text) ? "Z" : ":00Z")) else {
            throw .malformed
        }
        func offset(at milliseconds: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1000))) * 1000
        }
        // The offsets a day before and after surround any change near by.
        let before = offset(at: asUTC.milliseconds - 86_400_000)
        let after = offset(at: asUTC.milliseconds + 86_400_000)
        for candidate in [asUTC.milliseconds - before, asUTC.milliseconds - after]
        where candidate + offset(at: candidate) == asUTC.milliseconds {
            return Timestamp(milliseconds: candidate)
        }
        return Timestamp(milliseconds: asUTC.milliseconds - before)
    }

    private static func hasSeconds(_ text: String) -> Bool {
        text.utf8.count { $0 == UInt8(ascii: ":") } >= 2
    }
}
