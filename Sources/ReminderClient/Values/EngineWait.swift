import JSON

/// One thing that the engine waits for before it is ready.
public struct EngineWait: Sendable, Hashable {
    public var name: String
    public var reason: String

    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }
}

struct EngineWaits: JSONDecodable {
    private(set) var waits: [EngineWait] = []

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.object { (key, reader) throws(JSONError) in
            guard key == "waiting_for" else { return try reader.skip() }
            waits = try reader.array { (reader) throws(JSONError) in try Self.wait(&reader) }
        }
    }

    private static func wait(_ reader: inout JSONReader) throws(JSONError) -> EngineWait {
        var wait = EngineWait(name: "", reason: "")
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "name": wait.name = try reader.string()
            case "reason": wait.reason = try reader.string()
            default: try reader.skip()
            }
        }
        return wait
    }
}
