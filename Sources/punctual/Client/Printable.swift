/// Text from elsewhere on its way to a terminal: whoever wrote a title must not move the cursor of whoever lists it.
enum Printable {
    static func text(_ text: String, keepsLines: Bool = false) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where keepsLines && scalar == "\n": shown.append(scalar)
            case .control, .format, .lineSeparator, .paragraphSeparator: shown.append("\u{FFFD}")
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }
}
