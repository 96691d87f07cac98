import Redis

/// One value to save.
struct StateItem: Sendable {
    var key: String
    /// JSON, as it is stored.
    var data: [UInt8]
    var value: GoValue
    var etag: String?
    var isFirstWrite = false
    var metadata: [String: String] = [:]
    /// Seconds; nil keeps whatever expiry there is, zero or less removes it.
    var ttl: Int?
    /// What is wrong with the item, found out only when it is written.
    var fault: Fault?

    enum Fault: Error, Equatable {
        case badETag(String)
        case badTTL(String)
        case badConcurrency(String)
    }

    /// - Throws: `BodyError` for what Dapr answers with 400 `ERR_MALFORMED_REQUEST`.
    init(_ value: GoValue) throws(BodyError) {
        guard let object = value.object else { throw BodyError("a state item is an object") }
        guard let key = object["key"]?.string, !key.isEmpty else { throw BodyError("the key is missing or empty") }
        self.key = key
        self.value = object["value"] ?? .null
        data = self.value.bytes
        if let etag = object["etag"], etag != .null {
            guard let text = etag.string else { throw BodyError("etag has to be a string") }
            self.etag = text.isEmpty ? nil : text
        }
        for member in object["metadata"]?.object?.members ?? [] {
            guard let text = member.value.string else { throw BodyError("metadata.\(member.name) has to be a string") }
            metadata[member.name] = text
        }
        if let concurrency = object["options"]?["concurrency"]?.string, !concurrency.isEmpty {
            isFirstWrite = concurrency == "first-write"
            if !isFirstWrite, concurrency != "last-write" { fault = .badConcurrency(concurrency) }
        }
        if let etag, Int(etag) == nil { fault = fault ?? .badETag(etag) }
        if let text = metadata.first(where: { $0.key.lowercased() == "ttlinseconds" })?.value {
            ttl = Int(text)
            if ttl == nil { fault = fault ?? .badTTL(text) }
        }
    }

    /// What `state_set.lua` takes.
    var arguments: [RedisArgument] {
        [.string(etag ?? "0"), .bytes(data), isFirstWrite ? "1" : "0", .string(ttl.map(String.init) ?? "")]
    }
}

/// One step of a transaction.
enum StateOperation: Sendable {
    case upsert(StateItem)
    case delete(key: String, etag: String?)
}
