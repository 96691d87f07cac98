/// The routes of Dapr's HTTP API that this sidecar serves. Parameters are decoded.
enum Route: Equatable, Sendable {
    case healthz
    case outboundHealthz
    case metadata
    case setMetadata(String)
    case shutdown
    case scheduleJob(String)
    case getJob(String)
    case deleteJob(String)
    case publish(pubsub: String, topic: String)
    case publishBulk(pubsub: String, topic: String)
    case saveState(String)
    case getState(store: String, key: String)
    case deleteState(store: String, key: String)
    case getBulkState(String)
    case transaction(String)
    case outputBinding(String)
    /// The path keeps its escapes: it goes on to the application as it is.
    case invoke(appID: String, path: String)
    case absent

    /// Matches the raw path, so that an escaped slash does not separate segments and an empty segment matches nothing.
    init(method: String, path: String) {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard segments.count >= 3, segments[0].isEmpty, segments[1] == "v1.0" || segments[1] == "v1.0-alpha1" else {
            self = .absent
            return
        }
        let isStable = segments[1] == "v1.0"
        switch segments[2] {
        case "publish": self = Self.publish(method, segments[3...])
        case "jobs": self = Self.job(method, segments[3...])
        case "state" where isStable: self = Self.state(method, segments[3...])
        case "invoke" where isStable: self = Self.invocation(segments[3...])
        default: self = isStable ? Self.other(method, segments[2...]) : .absent
        }
    }

    private static func isWrite(_ method: String) -> Bool { method == "POST" || method == "PUT" }

    private static func text(_ segment: Substring, plusIsBlank: Bool = false) -> String? {
        segment.isEmpty ? nil : PercentEncoding.decode(segment, plusIsBlank: plusIsBlank)
    }

    private static func publish(_ method: String, _ rest: ArraySlice<Substring>) -> Route {
        guard isWrite(method), rest.count >= 2, let first = rest.first else { return .absent }
        if first == "bulk", rest.count >= 3 {
            guard let pubsub = text(rest[rest.startIndex + 1]), let topic = topic(rest.dropFirst(2)) else { return .absent }
            return .publishBulk(pubsub: pubsub, topic: topic)
        }
        guard let pubsub = text(first), let topic = topic(rest.dropFirst()) else { return .absent }
        return .publish(pubsub: pubsub, topic: topic)
    }

    /// A topic is the rest of the path, slashes included.
    private static func topic(_ rest: ArraySlice<Substring>) -> String? {
        guard rest.contains(where: { !$0.isEmpty }) else { return nil }
        if rest.count == 1, let only = rest.first { return text(only) }
        return PercentEncoding.decode(rest.joined(separator: "/"), plusIsBlank: false)
    }

    private static func job(_ method: String, _ rest: ArraySlice<Substring>) -> Route {
        guard rest.count == 1, let name = rest.first.flatMap({ text($0, plusIsBlank: true) }) else { return .absent }
        switch method {
        case "POST": return .scheduleJob(name)
        case "GET": return .getJob(name)
        case "DELETE": return .deleteJob(name)
        default: return .absent
        }
    }

    private static func state(_ method: String, _ rest: ArraySlice<Substring>) -> Route {
        guard let store = rest.first.flatMap({ text($0) }) else { return .absent }
        if rest.count == 1 { return isWrite(method) ? .saveState(store) : .absent }
        guard rest.count == 2, let key = rest.last.flatMap({ text($0) }) else { return .absent }
        switch method {
        case "GET": return .getState(store: store, key: key)
        case "DELETE": return .deleteState(store: store, key: key)
        case "POST", "PUT":
            return key == "bulk" ? .getBulkState(store) : key == "transaction" ? .transaction(store) : .absent
        default: return .absent
        }
    }

    private static func invocation(_ rest: ArraySlice<Substring>) -> Route {
        guard rest.count >= 3, let appID = rest.first.flatMap({ text($0) }), rest[rest.startIndex + 1] == "method" else { return .absent }
        return .invoke(appID: appID, path: rest.dropFirst(2).joined(separator: "/"))
    }

    private static func other(_ method: String, _ rest: ArraySlice<Substring>) -> Route {
        let words = Array(rest)
        switch (method, words[0], words.count) {
        case ("GET", "healthz", 1): return .healthz
        case ("GET", "healthz", 2) where words[1] == "outbound": return .outboundHealthz
        case ("GET", "metadata", 1): return .metadata
        case ("PUT", "metadata", 2): return text(words[1]).map { .setMetadata($0) } ?? .absent
        case ("POST", "shutdown", 1): return .shutdown
        case ("POST", "bindings", 2), ("PUT", "bindings", 2): return text(words[1]).map { .outputBinding($0) } ?? .absent
        default: return .absent
        }
    }
}
