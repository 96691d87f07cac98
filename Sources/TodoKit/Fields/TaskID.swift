/// The alphabet of task ids.
public enum TaskID {
    /// `task-` and a suffix still fit into the 128 characters of a reminder's id.
    public static let maximumLength = 100

    /// Whether the text is 1 to 100 characters of `[A-Za-z0-9._-]`.
    public static func isValid(_ text: String) -> Bool {
        (1...maximumLength).contains(text.utf8.count) && text.utf8.allSatisfy(isAllowed)
    }

    static let complaint = "1 to \(maximumLength) characters of A-Z, a-z, 0-9, '.', '_' and '-' are needed."

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
