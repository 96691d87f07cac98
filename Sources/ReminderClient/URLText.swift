/// Percent-encoding of RFC 3986: all but the unreserved characters.
enum URLText {
    static func encode(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }

    /// With its question mark; empty when there are no parameters.
    static func query(_ parameters: [(name: String, value: String)]) -> String {
        parameters.isEmpty ? "" : "?" + parameters.map { "\($0.name)=\(encode($0.value))" }.joined(separator: "&")
    }
}
