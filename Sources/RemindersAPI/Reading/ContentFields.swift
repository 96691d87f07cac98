import JSON
import Reminders

/// The fields that a reminder may be created with and changed in: `title`, `data`, `tags`.
struct ContentFields {
    static let largestData = 16 * 1024
    static let mostTags = 20

    /// `.some(nil)` where the request says null.
    var title: String??
    var data: RawJSON??
    var tags: [String]?

    mutating func read(_ key: JSONKey, _ reader: inout JSONReader, _ check: inout FieldCheck) throws(JSONError) -> Bool {
        switch key {
        case "title":
            if try reader.skipNull() { title = .some(nil) } else { title = try check.text(&reader, .title).map { .some($0) } }
        case "tags": tags = try readTags(&reader, &check)
        case "data":
            let path = reader.path
            if try reader.skipNull() {
                data = .some(nil)
            } else if let raw = try check.value(&reader, { (reader) throws(JSONError) in try reader.rawValue() }) {
                if raw.bytes.count > Self.largestData { check.note(path, "At most 16 KiB of JSON are allowed.") }
                data = .some(raw)
            }
        default: return false
        }
        return true
    }

    private func readTags(_ reader: inout JSONReader, _ check: inout FieldCheck) throws(JSONError) -> [String]? {
        let path = reader.path
        if try reader.skipNull() { return [] }
        var tags: [String] = []
        guard try reader.kind() == .array else {
            _ = try check.value(&reader) { (reader) throws(JSONError) in try reader.beginArray() }
            return nil
        }
        try reader.beginArray()
        while try reader.nextElement() {
            if let tag = try check.text(&reader, .tag), tags.count <= Self.mostTags, !tags.contains(tag) { tags.append(tag) }
        }
        if tags.count > Self.mostTags { check.note(path, "At most \(Self.mostTags) tags are allowed.") }
        return tags
    }
}

extension FieldCheck {
    /// Reads a text and checks it; nil with the fault noted.
    mutating func text(_ reader: inout JSONReader, _ rule: TextRule) throws(JSONError) -> String? {
        let path = reader.path
        guard let text = try value(&reader, { (reader) throws(JSONError) in try reader.string() }) else { return nil }
        guard let complaint = rule.complaint(about: text) else { return text }
        note(path, complaint)
        return nil
    }
}
