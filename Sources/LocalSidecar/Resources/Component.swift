/// A `Component` resource: name, type and metadata.
struct Component: Equatable, Sendable {
    var name: String
    var type: String
    var version: String
    var metadata: [String: String]

    /// - Parameter environment: where `envRef` and references to secrets are looked up; the sidecar has no other secret store.
    init(_ document: YAMLValue, environment: [String: String]) throws(ResourceError) {
        guard let name = document["metadata"]?["name"]?.text, let type = document["spec"]?["type"]?.text else {
            throw ResourceError("a Component needs metadata.name and spec.type")
        }
        self.name = name
        self.type = type
        version = document["spec"]?["version"]?.text ?? "v1"
        metadata = [:]
        for item in document["spec"]?["metadata"]?.list ?? [] {
            guard let key = item["name"]?.text else { throw ResourceError("component \(name): a metadata item has no name") }
            if let variable = item["envRef"]?.text ?? item["secretKeyRef"]?["key"]?.text ?? item["secretKeyRef"]?["name"]?.text {
                metadata[key] = environment[variable] ?? ""
            } else {
                metadata[key] = item["value"]?.text ?? ""
            }
        }
    }

    /// Metadata names are matched without regard to case, as Dapr's decoder does.
    subscript(name: String) -> String? {
        metadata[name] ?? metadata.first { $0.key.lowercased() == name.lowercased() }?.value
    }

    /// A span in metadata of pubsub.redis: a bare number counts milliseconds.
    func span(_ name: String) -> Span? {
        guard let text = self[name] else { return nil }
        return Int64(text).map { .milliseconds($0) } ?? Span(go: text)
    }
}
