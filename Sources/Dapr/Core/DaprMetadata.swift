import Curl
public import JSON

/// What the sidecar says about itself at `/v1.0/metadata`, as far as anybody here needs it.
public struct DaprMetadata: Sendable, Hashable {
    public struct Component: Sendable, Hashable {
        public var name = ""
        /// Such as `pubsub.redis`.
        public var type = ""
        public var version = ""
        public var capabilities: [String] = []
    }

    public struct Subscription: Sendable, Hashable {
        public var pubsubName = ""
        public var topic = ""
        public var deadLetterTopic = ""
        public var paths: [String] = []
    }

    public var appID = ""
    /// Such as `1.18.3`.
    public var runtimeVersion = ""
    public var components: [Component] = []
    public var subscriptions: [Subscription] = []
    /// Schedulers that have been reached at least once. Never cleared when one is lost, hence no sign of life.
    public var schedulerAddresses: [String] = []

    public init() {}
}

extension DaprMetadata: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "id": appID = try reader.string()
            case "runtimeVersion": runtimeVersion = try reader.string()
            case "components": components = try reader.optional(Self.components) ?? []
            case "subscriptions": subscriptions = try reader.optional(Self.subscriptions) ?? []
            case "scheduler":
                guard try !reader.skipNull() else { break }
                try reader.object { (key, reader) throws(JSONError) in
                    if key == "connected_addresses" { schedulerAddresses = try [String]?(from: &reader) ?? [] }
                }
            default: break
            }
        }
    }

    private static func components(_ reader: inout JSONReader) throws(JSONError) -> [Component] {
        try reader.array { (reader) throws(JSONError) in
            var component = Component()
            try reader.object { (key, reader) throws(JSONError) in
                switch key {
                case "name": component.name = try reader.string()
                case "type": component.type = try reader.string()
                case "version": component.version = try reader.string()
                case "capabilities": component.capabilities = try [String]?(from: &reader) ?? []
                default: break
                }
            }
            return component
        }
    }

    private static func subscriptions(_ reader: inout JSONReader) throws(JSONError) -> [Subscription] {
        try reader.array { (reader) throws(JSONError) in
            var subscription = Subscription()
            try reader.object { (key, reader) throws(JSONError) in
                switch key {
                case "pubsubname": subscription.pubsubName = try reader.string()
                case "topic": subscription.topic = try reader.string()
                case "deadLetterTopic": subscription.deadLetterTopic = try reader.string()
                case "rules":
                    let rules = try [JSONValue]?(from: &reader) ?? []
                    subscription.paths = rules.compactMap { $0["path"]?.string }
                default: break
                }
            }
            return subscription
        }
    }
}

extension DaprClient {
    public func metadata() async throws(DaprError) -> DaprMetadata {
        let response = try await call(.metadata, .get, "/v1.0/metadata", deadline: configuration.deadlines.metadata, traceparent: nil)
        do {
            return try DaprMetadata(json: response.body, options: .lenient)
        } catch {
            throw Self.unreadable(error)
        }
    }
}
