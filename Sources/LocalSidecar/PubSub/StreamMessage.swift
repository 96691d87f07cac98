import Redis

/// One entry of a stream, as `pubsub.redis` writes it: `data`, and `metadata` as JSON.
struct StreamMessage: Sendable {
    var topic: String
    var id: String
    var data: [UInt8]
    var metadata: [String: String]

    /// An element of XREADGROUP's or XAUTOCLAIM's reply; nil for an entry that has been deleted.
    init?(topic: String, _ entry: RedisValue) {
        guard let parts = entry.array, parts.count == 2, let id = parts[0].text, let fields = parts[1].array else { return nil }
        self.topic = topic
        self.id = id
        data = []
        metadata = [:]
        for index in stride(from: 0, to: fields.count - 1, by: 2) {
            switch fields[index].text {
            case "data": data = fields[index + 1].bytes ?? []
            case "metadata":
                guard let json = fields[index + 1].bytes, json.count > 2,
                    let object = (try? GoValue(json: json, numbers: .verbatim))?.object
                else { break }
                for member in object.members { metadata[member.name] = member.value.string ?? member.value.text }
            default: break
            }
        }
    }

    init(topic: String, id: String, data: [UInt8], metadata: [String: String]) {
        self.topic = topic
        self.id = id
        self.data = data
        self.metadata = metadata
    }
}
