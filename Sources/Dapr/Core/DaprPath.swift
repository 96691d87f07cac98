/// Paths and queries of the sidecar's API.
enum DaprPath {
    /// One path segment or query part, percent-encoded but for the unreserved characters of RFC 3986.
    static func encode(_ text: String, keepingSlashes: Bool = false) -> String {
        if text.utf8.allSatisfy({ isUnreserved($0) || keepingSlashes && $0 == UInt8(ascii: "/") }) { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) || keepingSlashes && byte == UInt8(ascii: "/") {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(hexDigit(byte >> 4))
                bytes.append(hexDigit(byte & 0x0F))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `?metadata.ttlInSeconds=60&…`, or nothing.
    static func metadataQuery(_ metadata: [String: String], and others: [(String, String)] = []) -> String {
        let parts = others + metadata.sorted { $0.key < $1.key }.map { ("metadata.\($0.key)", $0.value) }
        guard !parts.isEmpty else { return "" }
        return "?" + parts.map { "\(encode($0.0))=\(encode($0.1))" }.joined(separator: "&")
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
