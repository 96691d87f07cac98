/// The `traceparent` header of W3C Trace Context, level 1.
enum TraceParent {
    /// A malformed one is not passed on: it would be of no use, and must not cost the call.
    static func isWellFormed(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 55 else { return false }
        return bytes.indices.allSatisfy { index in
            switch index {
            case 2, 35, 52: bytes[index] == UInt8(ascii: "-")
            default:
                bytes[index] >= UInt8(ascii: "0") && bytes[index] <= UInt8(ascii: "9")
                    || bytes[index] >= UInt8(ascii: "a") && bytes[index] <= UInt8(ascii: "f")
            }
        }
    }
}
