import JSON

/// The body of an answer that is no success. Dapr 1.18 has three shapes: `{errorCode, message, details}`,
/// `{errorCode, message}`, and plain text.
struct DaprErrorBody: Equatable {
    /// An entry of a bulk publish that the broker did not take.
    struct FailedEntry: Equatable {
        var entryID = ""
        var error = ""
    }

    private static let maxMessageBytes = 1_024

    var code: String?
    var message = ""
    /// Nil when the answer does not speak of entries.
    var failedEntries: [FailedEntry]?

    init(_ bytes: [UInt8]) {
        do throws(JSONError) {
            try JSONReader.read(bytes, options: .lenient) { (reader) throws(JSONError) in try read(&reader) }
        } catch {
            code = nil
            failedEntries = nil
            message = String(decoding: bytes, as: UTF8.self)
        }
        if message.utf8.count > Self.maxMessageBytes {
            message = String(decoding: message.utf8.prefix(Self.maxMessageBytes), as: UTF8.self) + "…"
        }
    }

    private mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextMember() {
            switch key {
            case "errorCode": code = try reader.string()
            case "message": message = try reader.string()
            case "failedEntries":
                failedEntries = try reader.array { (reader) throws(JSONError) in
                    var entry = FailedEntry()
                    try reader.object { (key, reader) throws(JSONError) in
                        switch key {
                        case "entryId": entry.entryID = try reader.string()
                        case "error": entry.error = try reader.string()
                        default: break
                        }
                    }
                    return entry
                }
            default: break
            }
        }
    }
}
