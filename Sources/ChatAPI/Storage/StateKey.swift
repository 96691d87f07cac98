/// The keys under which chat-api keeps things. Dapr puts the app-id before them.
enum StateKey {
    static func task(_ id: String) -> String { "task.\(id)" }

    static func index(_ userID: String, shard: Int) -> String { "index.\(encode(userID)).\(shard)" }

    static func conversation(_ userID: String, _ id: String) -> String { "chat.\(encode(userID)).\(id)" }

    /// A user's name in the alphabet of task ids, `.` excepted, so that two users never share a key and `||`, which Dapr refuses, cannot occur.
    static func encode(_ userID: String) -> String {
        var text = ""
        for byte in userID.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                text += "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text
    }
}
