import JSON

extension DaprState {
    /// The answer to a bulk read: `[{key, data, etag, error}]`, with neither `data` nor `etag` for an absent key.
    static func values(_ body: [UInt8]) throws(DaprError) -> [String: StateValue] {
        var values: [String: StateValue] = [:]
        var failure: String?
        do throws(JSONError) {
            try JSONReader.read(body, options: .lenient) { (reader) throws(JSONError) in
                try reader.beginArray()
                while try reader.nextElement() {
                    var key = ""
                    var data: RawJSON?
                    var etag: String?
                    try reader.object { (name, reader) throws(JSONError) in
                        switch name {
                        case "key": key = try reader.string()
                        case "data": data = try reader.rawValue()
                        case "etag": etag = try String?(from: &reader)
                        case "error": failure = try String?(from: &reader)
                        default: break
                        }
                    }
                    if let data { values[key] = StateValue(bytes: data.bytes, etag: etag) }
                }
            }
        } catch {
            throw DaprClient.unreadable(error)
        }
        if let failure, !failure.isEmpty { throw DaprError(.unavailable, failure, status: 200) }
        return values
    }
}
