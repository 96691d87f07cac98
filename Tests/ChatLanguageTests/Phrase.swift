import ChatLanguage
import Foundation
import Testing

/// A line of a table: what is said, and what it means, in the words of `Meaning`.
///
/// Unless a line says otherwise it is Wednesday, 4 March 2026, 10:00 in Berlin.
struct Phrase: Sendable, CustomTestStringConvertible {
    let say: String
    let means: String

    init(_ say: String, _ means: String) {
        self.say = say
        self.means = means
    }

    var testDescription: String { say }

    /// 4 March 2026, 10:00 in Berlin.
    static let now: Int64 = 1_772_614_800_000
    static let berlin = zone("Europe/Berlin")
    static let newYork = zone("America/New_York")

    func check(_ context: ChatContext = ChatContext(), now: Int64 = Self.now, in zone: TimeZone = Self.berlin) {
        let intent = ChatParser.parse(say, now: now, timeZone: zone, context: context)
        #expect(Meaning(zone: zone).text(intent) == means)
    }

    private static func zone(_ name: String) -> TimeZone { TimeZone(identifier: name) ?? .gmt }
}
