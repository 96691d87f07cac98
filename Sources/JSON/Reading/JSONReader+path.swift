extension JSONReader {
    /// The value that the reader is at, as `reminders[3].data.count`; empty for the outermost one.
    public var path: String {
        var path = ""
        for (depth, frame) in frames.enumerated() where frame.index >= 0 {
            guard frame.isObject else {
                path += "[\(frame.index)]"
                continue
            }
            let end = depth + 1 < frames.count ? frames[depth + 1].firstName : names.count
            guard end > frame.firstName else { continue }
            let name = names[end - 1].string
            if Self.isPlain(name) {
                path += path.isEmpty ? name : ".\(name)"
            } else {
                path += "[\(JSONWriter.encode(name))]"
            }
        }
        return path
    }

    /// An error about the value that the reader is at; also for the caller's own findings.
    @inline(never)
    public func error(_ code: JSONError.Code, _ message: String) -> JSONError {
        JSONError(code, offset: position, path: path, message: message)
    }

    @inline(never)
    func error(_ code: JSONError.Code, at offset: Int, _ message: String) -> JSONError {
        JSONError(code, offset: offset, path: path, message: message)
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "$"): true
                default: false
                }
            }
    }
}
