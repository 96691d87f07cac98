import JSON

/// The body of a bulk publish: entries of `entryId`, `event`, `contentType` and `metadata`.
struct BulkPublishRequest: Sendable {
    struct Entry: Sendable {
        var id: String
        var event: GoValue
        var contentType: String
        /// Nil when the entry carries no metadata object: then the request's metadata does not reach its envelope either.
        var metadata: [String: String]?
    }

    var entries: [Entry]

    /// Numbers pass through doubles here, unlike in a single publish.
    /// - Throws: `BodyError` for what Dapr answers with 400 `ERR_PUBSUB_EVENTS_SER`.
    init(_ body: [UInt8]) throws(BodyError) {
        entries = []
        do throws(JSONError) {
            try JSONReader.read(body, options: .lenient) { (reader) throws(JSONError) in
                try reader.beginArray()
                while try reader.nextElement() { try read(&reader) }
            }
        } catch {
            throw BodyError(error.description)
        }
        var ids = Set<String>(minimumCapacity: entries.count)
        for entry in entries {
            guard !entry.id.isEmpty, ids.insert(entry.id).inserted else {
                throw BodyError("entryId is duplicated or not present for entry")
            }
            try Self.check(entry)
        }
    }

    private mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        var entry = Entry(id: "", event: .null, contentType: "", metadata: nil)
        try reader.beginObject()
        while let key = try reader.nextMember() {
            switch key.string {
            case "entryId": entry.id = try reader.optional { (reader) throws(JSONError) in try reader.string() } ?? ""
            case "event": entry.event = try GoValue(&reader, .double)
            case "contentType": entry.contentType = try reader.optional { (reader) throws(JSONError) in try reader.string() } ?? ""
            case "metadata":
                guard case .object(let object) = try GoValue(&reader, .double) else { break }
                var metadata: [String: String] = [:]
                for member in object.members { metadata[member.name] = member.value.string ?? member.value.text }
                entry.metadata = metadata
            default: try reader.skip()
            }
        }
        entries.append(entry)
    }

    /// The event has to be what its content type says.
    private static func check(_ entry: Entry) throws(BodyError) {
        let type = baseType(entry.contentType)
        let isJSON = isJSON(type)
        let isText = type.hasPrefix("text/")
        switch entry.event {
        case .string where isJSON || isText || type == "application/octet-stream": return
        case .null: throw BodyError("mismatch between contentType and event")
        case _ where isJSON: return
        default: throw BodyError("mismatch between contentType and event")
        }
    }

    static func isJSON(_ type: String) -> Bool {
        type == CloudEvent.contentType || type == "application/json" || type.hasSuffix("+json")
    }

    static func baseType(_ contentType: String) -> String {
        // The common ones as they are written in practice.
        if contentType == CloudEvent.contentType || contentType == "application/json" { return contentType }
        return contentType.split(separator: ";").first.map { $0.lowercased().filter { $0 != " " } } ?? ""
    }
}
