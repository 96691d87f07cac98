import FoundationEssentials
public import JSON

extension CloudEvent: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("specversion", "1.0")
        writer.member("id", id)
        writer.member("source", source)
        writer.member("type", type)
        writer.member("subject", ifPresent: subject)
        writer.member("time", ifPresent: time)
        writer.member("datacontenttype", ifPresent: dataContentType)
        if extensions.count == 1, let (name, value) = extensions.first {
            writer.member(name, value)
        } else {
            for (name, value) in extensions.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
        }
        switch payload {
        case .json(let data): writer.member("data", data)
        case .bytes(let bytes): writer.member("data_base64", Data(bytes).base64EncodedString())
        case nil: break
        }
        writer.endObject()
    }
}

extension CloudEvent: JSONDecodable {
    /// Takes what a sidecar delivers. `source` and `type` may be missing from an own event of somebody else; an `id` may not.
    public init(from reader: inout JSONReader) throws(JSONError) {
        self.init(id: "", source: "", type: "", dataContentType: nil)
        var version: String?
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "specversion": version = try reader.string()
            case "id": id = try reader.string()
            case "source": source = try reader.string()
            case "type": type = try reader.string()
            case "subject": subject = try String?(from: &reader)
            case "time": time = try String?(from: &reader)
            case "datacontenttype": dataContentType = try String?(from: &reader)
            case "data": payload = .json(try reader.rawValue())
            case "data_base64": payload = .bytes(try Self.bytes(&reader))
            default: extensions[key.string] = try Self.attribute(&reader)
            }
        }
        guard version?.hasPrefix("1.") == true else { throw reader.error(.invalidValue, "no CloudEvent of version 1") }
        guard !id.isEmpty else { throw reader.error(.invalidValue, "a CloudEvent without id") }
    }

    private static func attribute(_ reader: inout JSONReader) throws(JSONError) -> String {
        try reader.kind() == .string ? try reader.string() : try reader.rawValue().description
    }

    private static func bytes(_ reader: inout JSONReader) throws(JSONError) -> [UInt8] {
        guard let data = Data(base64Encoded: try reader.string()) else { throw reader.error(.invalidValue, "no base64") }
        return Array(data)
    }
}
