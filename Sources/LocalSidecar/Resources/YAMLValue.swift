import Yams

/// One node of a resource file, read as text: Dapr's resources have no field in which `1` and `"1"` differ.
struct YAMLValue {
    private let node: Node

    /// All documents of a file, empty ones left out.
    static func documents(_ text: String) throws(ResourceError) -> [YAMLValue] {
        do {
            var documents: [YAMLValue] = []
            // Not compose_all, whose sequence ends without a word where the text is broken.
            let parser = try Yams.Parser(yaml: text)
            while let node = try parser.nextRoot() {
                if node.mapping != nil { documents.append(YAMLValue(node: node)) }
            }
            return documents
        } catch {
            throw ResourceError("no YAML: \(error)")
        }
    }

    subscript(name: String) -> YAMLValue? {
        node.mapping?[name].map { YAMLValue(node: $0) }
    }

    /// The scalar as it stands in the file, without quotes; nil for null and for lists and mappings.
    var text: String? {
        guard let scalar = node.scalar else { return nil }
        if scalar.style == .plain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return nil }
        return scalar.string
    }

    var list: [YAMLValue] { node.sequence.map { $0.map { YAMLValue(node: $0) } } ?? [] }

    var members: [(name: String, value: YAMLValue)] {
        node.mapping.map { mapping in
            mapping.compactMap { pair in pair.key.string.map { ($0, YAMLValue(node: pair.value)) } }
        } ?? []
    }

    /// The names and texts of a mapping whose values are scalars.
    var texts: [String: String] {
        var result: [String: String] = [:]
        for (name, value) in members { result[name] = value.text ?? "" }
        return result
    }

    var bool: Bool? { text.flatMap { Bool($0.lowercased()) } }
    var int: Int? { text.flatMap { Int($0) } }
}
