/// A W3C trace context.
struct TraceContext: Equatable, Sendable {
    let traceID: String
    let spanID: String
    let flags: String
    var state: String
    /// The header. Made once, for it goes into every event of a bulk.
    let traceparent: String

    /// What Dapr writes into an envelope when tracing is off.
    static let none = TraceContext(
        traceID: String(repeating: "0", count: 32),
        spanID: String(repeating: "0", count: 16),
        flags: "00"
    )

    init(traceID: String, spanID: String, flags: String, state: String = "") {
        self.traceID = traceID
        self.spanID = spanID
        self.flags = flags
        self.state = state
        traceparent = "00-\(traceID)-\(spanID)-\(flags)"
    }

    /// A `traceparent` header of version 00; nil for anything else.
    init?(_ header: String) {
        let parts = header.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0] == "00", parts[1].utf8.count == 32, parts[2].utf8.count == 16, parts[3].utf8.count == 2,
            parts[1...3].allSatisfy({ $0.utf8.allSatisfy(Self.isHex) }), parts[1].utf8.contains(where: { $0 != UInt8(ascii: "0") })
        else { return nil }
        self.init(traceID: String(parts[1]), spanID: String(parts[2]), flags: String(parts[3]))
    }

    /// A span of this trace.
    func child(_ random: inout some RandomNumberGenerator) -> TraceContext {
        TraceContext(traceID: traceID, spanID: Hex.text(random.next()), flags: flags, state: state)
    }

    static func start(isSampled: Bool, _ random: inout some RandomNumberGenerator) -> TraceContext {
        TraceContext(
            traceID: Hex.text(random.next()) + Hex.text(random.next()),
            spanID: Hex.text(random.next()),
            flags: isSampled ? "01" : "00"
        )
    }

    private static func isHex(_ byte: UInt8) -> Bool { byte.isDigit || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f")) }
}

/// Lower-case hexadecimal digits and UUIDs.
enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Sixteen digits.
    static func text(_ word: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for index in 0..<16 { buffer[index] = digits[Int(word >> UInt64(60 - 4 * index) & 15)] }
            return 16
        }
    }

    /// A random UUID of version 4.
    static func uuid(_ random: inout some RandomNumberGenerator) -> String {
        let high = (random.next() as UInt64) & ~0xF000 | 0x4000
        let low = (random.next() as UInt64) & ~(3 << 62) | 1 << 63
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var place = 0
            for index in 0..<32 {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    buffer[place] = UInt8(ascii: "-")
                    place += 1
                }
                let word = index < 16 ? high : low
                buffer[place] = digits[Int(word >> UInt64(60 - 4 * (index % 16)) & 15)]
                place += 1
            }
            return place
        }
    }
}
