import JSON

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A place in an ordered list as a word for a URL. It names its order, since it means nothing in another one.
enum PageCursor {
    static func encode(_ place: SortPlace, _ sort: TaskSort, ascending: Bool) -> String {
        let key: JSONValue =
            switch place.key {
            case .number(let number): .number(Double(number))
            case .text(let text): .string(text)
            case .none: .null
            }
        let parts: JSONValue = [.string(sort.rawValue), .bool(ascending), key, .string(place.id)]
        return String(
            Data(JSONWriter.encode(parts)).base64EncodedString().compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 }
        )
    }

    /// Nil for what is no cursor of that order.
    static func decode(_ text: String, _ sort: TaskSort, ascending: Bool) -> SortPlace? {
        guard text.utf8.count <= 4_096 else { return nil }
        var standard = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        while standard.utf8.count % 4 != 0 { standard += "=" }
        guard let data = Data(base64Encoded: standard), let parts = try? JSONValue(parsing: Array(data)),
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
