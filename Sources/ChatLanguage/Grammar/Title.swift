/// Titles as they are kept.
enum Title {
    /// Without line ends and other control characters, and with single spaces.
    static func clean(_ text: String) -> String {
        text.split { $0.isWhitespace || $0.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control } }.joined(separator: " ")
    }
}
