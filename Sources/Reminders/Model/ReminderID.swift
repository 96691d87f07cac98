/// The name of a reminder: the caller's own, or generated.
///
/// The alphabet is what every Dapr version takes as part of a job name (Dapr ≤ 1.18): letters, digits, `.`, `_`, `-`.
public struct ReminderID: Hashable, Sendable {
    public let text: String

    /// Nil unless the text is 1 to 128 characters of `[A-Za-z0-9._-]`.
    public init?(_ text: String) {
        guard (1...Self.maximumLength).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.text = text
    }

    /// A fresh identifier of 14 characters, 84 random bits. Short on purpose: it stands three times in the ledger.
    public init(random generator: inout some RandomNumberGenerator) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var high = generator.next() as UInt64
        var low = generator.next() as UInt64
        text = String(unsafeUninitializedCapacity: 14) { buffer in
            for index in 0..<14 {
                let bits = index < 7 ? high : low
                buffer[index] = alphabet[Int(bits & 63)]
                if index < 7 { high >>= 6 } else { low >>= 6 }
            }
            // A name that begins or ends with punctuation is refused by Dapr before 1.16.15.
            if buffer[0] >= UInt8(ascii: "_") && buffer[0] < UInt8(ascii: "a") || buffer[0] == UInt8(ascii: "-") {
                buffer[0] = UInt8(ascii: "r")
            }
            if buffer[13] == UInt8(ascii: "_") || buffer[13] == UInt8(ascii: "-") { buffer[13] = UInt8(ascii: "r") }
            return 14
        }
    }

    public static let maximumLength = 128

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension ReminderID: CustomStringConvertible {
    public var description: String { text }
}
