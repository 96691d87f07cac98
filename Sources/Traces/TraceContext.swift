/// The place of a piece of work in a trace, as W3C Trace Context carries it in the header `traceparent`.
public struct TraceContext: Hashable, Sendable {
    /// 128 bits that all spans of one trace share; never zero.
    public let traceID: TraceID
    /// The span that is the parent of what happens next; never zero.
    public let spanID: UInt64
    /// Bit 0: somebody up the line records this trace.
    public let flags: UInt8

    public struct TraceID: Hashable, Sendable {
        public let high: UInt64
        public let low: UInt64
    }

    public var isSampled: Bool { flags & 1 == 1 }

    /// 16 hexadecimal digits.
    public var spanIDText: String { Self.text(ofSpan: spanID) }

    public static func text(ofSpan id: UInt64) -> String { hex(id) }

    /// A new trace.
    public init(isSampled: Bool = false, random: RandomBits) {
        traceID = TraceID(high: random(), low: Self.nonzero(random))
        spanID = Self.nonzero(random)
        flags = isSampled ? 1 : 0
    }

    /// - Parameter traceparent: `00-<32 hex digits>-<16 hex digits>-<2 hex digits>`, all in lower case. Of later versions, which may
    ///   have more fields, the first four are read (W3C Trace Context, section 4.3).
    /// - Returns: nil when the header is to be ignored.
    public init?(traceparent: some StringProtocol) {
        let bytes = Array(traceparent.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
            let version = Self.hex(bytes[0..<2]), version != 0xFF,
            bytes.count == 55 || (version > 0 && bytes[55] == dash),
            let high = Self.hex(bytes[3..<19]), let low = Self.hex(bytes[19..<35]), high | low != 0,
            let spanID = Self.hex(bytes[36..<52]), spanID != 0,
            let flags = Self.hex(bytes[53..<55])
        else { return nil }
        self.traceID = TraceID(high: high, low: low)
        self.spanID = spanID
        self.flags = UInt8(flags)
    }

    private init(traceID: TraceID, spanID: UInt64, flags: UInt8) {
        self.traceID = traceID
        self.spanID = spanID
        self.flags = flags
    }

    /// A new span of the same trace, for work that this one causes.
    public func child(random: RandomBits) -> TraceContext {
        TraceContext(traceID: traceID, spanID: Self.nonzero(random), flags: flags & 1)
    }

    /// The header for calls made on behalf of this span.
    public var traceparent: String { "00-\(traceID)-\(Self.hex(spanID))-\(isSampled ? "01" : "00")" }

    private static func nonzero(_ random: RandomBits) -> UInt64 {
        let bits = random()
        return bits == 0 ? 1 : bits
    }

    private static func hex(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(digit - 0x30)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(digit - 0x57)
            default: return nil
            }
        }
        return value
    }

    fileprivate static func hex(_ value: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for place in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - 4 * place)) & 0xF
                buffer[place] = digit < 10 ? 0x30 + digit : 0x57 + digit
            }
            return 16
        }
    }
}

extension TraceContext.TraceID: CustomStringConvertible {
    /// 32 hexadecimal digits.
    public var description: String { TraceContext.hex(high) + TraceContext.hex(low) }
}
