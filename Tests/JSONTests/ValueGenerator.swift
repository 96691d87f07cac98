import JSON

/// A small seeded generator (SplitMix64), so that a failing case can be run again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Makes JSON values of every kind, with an eye on the edges.
struct ValueGenerator {
    var random: SplitMix

    init(seed: UInt64) { random = SplitMix(state: seed) }

    mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .number(Double(Int.random(in: -(1 << 53)...(1 << 53), using: &random)))
        case 3: return .number(Double.random(in: -1...1, using: &random) * [1, 1e3, 1e-9, 1e12].randomElement(using: &random)!)
        case 4: return .string(string())
        case 5, 6: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth - 1) })
        default:
            var object = JSONObject()
            for _ in 0..<[0, 1, 3, 40].randomElement(using: &random)! { object[string()] = value(depth: depth - 2) }
            return .object(object)
        }
    }

    mutating func string() -> String {
        let pieces = [
            "a", "key", "\"", "\\", "/", "\n", "\u{0}", "\u{1f}", "é", "€", "𝄞", "\u{2028}", " ", "eight by", "\u{FFFD}", "e\u{301}",
        ]
        return (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
    }

    /// The same value in another spelling: white space around every token, and each string character as an escape.
    mutating func disguise(_ text: [UInt8]) throws -> [UInt8] {
        var out = ""
        try JSONReader.read(text) { (reader) throws(JSONError) in try disguise(&reader, into: &out) }
        return Array(out.utf8)
    }

    private mutating func disguise(_ reader: inout JSONReader, into out: inout String) throws(JSONError) {
        out += ["", " ", "\t\n", "\r"].randomElement(using: &random)!
        switch try reader.kind() {
        case .array:
            try reader.beginArray()
            var separator = "["
            while try reader.nextElement() {
                out += separator
                separator = " ,"
                try disguise(&reader, into: &out)
            }
            out += separator == "[" ? "[ ]" : "\n]"
        case .object:
            try reader.beginObject()
            var separator = "{"
            while let key = try reader.nextMember() {
                out += separator + escaped(key.string) + " : "
                separator = " , "
                try disguise(&reader, into: &out)
            }
            out += separator == "{" ? "{\t}" : " }"
        case .string: out += escaped(try reader.string())
        default: out += try reader.rawValue().description
        }
    }

    private func escaped(_ string: String) -> String {
        "\""
            + string.utf16.map { unit in
                let hex = String(unit, radix: 16, uppercase: unit % 2 == 0)
                return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            }.joined() + "\""
    }
}
