/// Parts of state keys that come from outside.
public enum StateKeyText {
    /// The part with `:`, `|` and `%` percent-encoded: Dapr refuses `||` in a key, and what a part ends with must not run into the next one.
    public static func escaped(_ part: String) -> String {
        guard part.contains(where: { ":|%".contains($0) }) else { return part }
        return part.reduce(into: "") { result, character in
            switch character {
            case ":": result += "%3A"
            case "|": result += "%7C"
            case "%": result += "%25"
            default: result.append(character)
            }
        }
    }
}
