public import JSON

/// One thing that was done for a message, as the API tells it.
public struct ToolInvocation: Sendable, Hashable {
    public var name: String
    public var arguments: JSONObject
    public var result: JSONValue
    /// Whether something was changed.
    var isChange = false
}

extension ToolInvocation: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("arguments", arguments)
            writer.member("result", result)
        }
    }
}
