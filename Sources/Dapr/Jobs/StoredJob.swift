public import JSON

/// A job as the scheduler has it: its definition, not its progress. A one-shot job is gone once it has succeeded or been given up.
public struct StoredJob: Sendable, Hashable {
    public var name = ""
    /// As it was sent: a duration stays a duration.
    public var dueTime: String?
    public var schedule: String?
    public var repeats: Int?
    public var ttl: String?
    public var data: RawJSON?
    public var failurePolicy: JobFailurePolicy?

    public init() {}
}

extension StoredJob: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "name": name = try reader.string()
            case "dueTime": dueTime = try reader.string()
            case "schedule": schedule = try reader.string()
            case "repeats": repeats = try Int?(from: &reader)
            case "ttl": ttl = try reader.string()
            case "data": data = try Self.unwrapped(reader.rawValue())
            case "failurePolicy": failurePolicy = try JobFailurePolicy?(from: &reader)
            default: break
            }
        }
    }

    /// Here, and not in the callback, data comes as `{"@type": "…/google.protobuf.Value", "value": …}`.
    private static func unwrapped(_ data: RawJSON) throws(JSONError) -> RawJSON {
        guard data.bytes.first == UInt8(ascii: "{") else { return data }
        return try JSONReader.read(data.bytes, options: .lenient) { (reader) throws(JSONError) in
            var isWrapped = false
            var value: RawJSON?
            try reader.object { (key, reader) throws(JSONError) in
                switch key {
                case "@type" where try reader.kind() == .string:
                    isWrapped = try reader.string() == "type.googleapis.com/google.protobuf.Value"
                case "value": value = try reader.rawValue()
                default: break
                }
            }
            return isWrapped ? value ?? .null : data
        }
    }
}
