/// Parts of keys in the state store.
enum StateKey {
    /// Dapr refuses keys that contain `||`, and what separates parts of ours must not come from outside.
    static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "@"):
                result.append(byte)
            default: result += "=\(HexText.encode([byte]))".utf8
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
