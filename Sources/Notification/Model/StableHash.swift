import Crypto

/// Names derived from texts: the same in every process and for ever.
enum StableHash {
    /// The first bytes of the SHA-256, in hexadecimal.
    static func hex(_ text: String, bytes: Int) -> String {
        HexText.encode(SHA256.hash(data: Array(text.utf8)).prefix(bytes))
    }
}

enum HexText {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
