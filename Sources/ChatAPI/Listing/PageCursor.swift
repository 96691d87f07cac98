import JSON
import ServiceKit

/// A place in an ordered list as a word for a URL. It names its order, since it means nothing in another one.
enum PageCursor {
    static func encode(_ place: SortPlace, _ sort: TaskSort, ascending: Bool) -> String {
        let key: JSONValue =
            switch place.key {
            case .number(let number): .number(Double(number))
            case .text(let text): .string(text)
            case .none: .null
            }
        return Base64Text.encodeForURL(JSONWriter.encode([.string(sort.rawValue), .bool(ascending), key, .string(place.id)] as JSONValue))
    }

    /// Nil for what is no cursor of that order.
    static func decode(_ text: String, _ sort: TaskSort, ascending: Bool) -> SortPlace? {
        guard text.utf8.count <= 4_096, let bytes = Base64Text.decodeForURL(text), let parts = try? JSONValue(parsing: bytes),
            parts[0]?.string == sort.rawValue, parts[1]?.bool == ascending, let id = parts[3]?.string
        else { return nil }
        switch parts[2] {
        case .number(let number): return Int64(exactly: number).map { SortPlace(key: .number($0), id: id) }
        case .string(let text): return SortPlace(key: .text(text), id: id)
        case .null: return SortPlace(key: .none, id: id)
        default: return nil
        }
    }
}
