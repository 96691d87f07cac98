/// Free text in a header of a mail.
enum HeaderText {
    /// 39 bytes are 52 characters of base64, and with `=?UTF-8?B?` and `?=` 64: behind `Subject: ` that is a line of less than the 76
    /// that one with encoded words may have (RFC 2047, section 2).
    private static let bytesInWord = 39

    /// The text as it is when it is short and plain, otherwise as encoded words.
    static func encoded(_ text: String) -> String {
        let text = cleaned(text)
        let isPlain = text.utf8.count <= 66 && !text.contains("=?") && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        return isPlain ? text : words(text)
    }

    /// Always as encoded words: names have characters of their own that would need quoting.
    static func encodedWords(_ text: String) -> String { words(cleaned(text)) }

    /// Whatever could end a line becomes a blank, and so do the other control characters.
    private static func cleaned(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        var result = String.UnicodeScalarView()
        for scalar in scalars where scalar != " " || result.last.map({ $0 != " " }) ?? false { result.append(scalar) }
        if result.last == " " { result.removeLast() }
        return String(result)
    }

    /// Words on lines of their own, each of whole characters (RFC 2047, section 5).
    private static func words(_ text: String) -> String {
        var words: [String] = []
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if word.count + bytes.count > bytesInWord {
                words.append(Base64.encode(word[...]))
                word = []
            }
            word += bytes
        }
        if !word.isEmpty { words.append(Base64.encode(word[...])) }
        return words.map { "=?UTF-8?B?\($0)?=" }.joined(separator: "\r\n ")
    }
}
