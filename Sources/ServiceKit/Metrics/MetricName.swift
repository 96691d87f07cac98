/// Names and texts by the rules of the Prometheus text format 0.0.4.
enum MetricName {
    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`, with the suffix that says the unit or kind.
    static func metric(_ name: String, suffix: String = "") -> String {
        let clean = clean(name, allowsColon: true)
        return clean.hasSuffix(suffix) ? clean : clean + suffix
    }

    /// `[a-zA-Z_][a-zA-Z0-9_]*`
    static func label(_ name: String) -> String {
        clean(name, allowsColon: false)
    }

    static func escaped(_ text: String, quotes: Bool) -> String {
        guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || $0 == 0x22 }) else { return text }
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    private static func clean(_ name: String, allowsColon: Bool) -> String {
        var clean = ""
        for character in name.unicodeScalars {
            switch character {
            case "a"..."z", "A"..."Z", "_": clean.unicodeScalars.append(character)
            case ":" where allowsColon: clean.unicodeScalars.append(character)
            case "0"..."9":
                if clean.isEmpty { clean = "_" }
                clean.unicodeScalars.append(character)
            default: clean += "_"
            }
        }
        return clean.isEmpty ? "_" : clean
    }
}
