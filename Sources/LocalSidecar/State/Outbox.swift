/// What the transactional outbox makes of a transaction: what is saved, and what is published.
struct Outbox: Sendable {
    /// One event to publish. `attributes` come from the metadata of the saved operation.
    struct Event: Sendable, Equatable {
        var pubsub: String
        var topic: String
        var data: GoValue
        var contentType: String
        var attributes: [String: String]
    }

    private(set) var saved: [StateOperation] = []
    private(set) var events: [Event] = []

    /// A projection (metadata `outbox.projection: true`) is published instead of the saved value of the same key, and never saved.
    init(_ operations: [StateOperation], store: String, pubsub: String, topic: String) {
        var projections: [String: StateItem] = [:]
        for case .upsert(let item) in operations where Self.isProjection(item) { projections[item.key] = item }
        for operation in operations {
            guard case .upsert(let item) = operation else {
                saved.append(operation)
                continue
            }
            if Self.isProjection(item) { continue }
            saved.append(operation)
            let source = projections[item.key] ?? item
            let isJSON = source.metadata["contentType"] == "application/json"
            events.append(
                Event(
                    pubsub: pubsub,
                    topic: topic,
                    data: isJSON ? source.value : .string(Self.goText(source.value)),
                    contentType: isJSON ? "application/json" : "text/plain",
                    attributes: item.metadata.filter { $0.key != "id" && $0.key != "ttlInSeconds" }
                )
            )
        }
    }

    private static func isProjection(_ item: StateItem) -> Bool { item.metadata["outbox.projection"]?.lowercased() == "true" }

    /// Go's `%v` of a decoded JSON value: an object comes out as `map[name:value]`.
    static func goText(_ value: GoValue) -> String {
        switch value {
        case .null: "<nil>"
        case .bool(let flag): "\(flag)"
        case .number(let text): text
        case .string(let text): text
        case .array(let elements): "[" + elements.map(goText).joined(separator: " ") + "]"
        case .object(let object): "map[" + object.sorted.map { "\($0.name):\(goText($0.value))" }.joined(separator: " ") + "]"
        }
    }
}
