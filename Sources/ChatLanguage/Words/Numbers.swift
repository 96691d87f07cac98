/// Numbers in digits and in words.
enum Numbers {
    /// "5", "five", "twenty-five". At most nine digits: more is not a number that anybody means.
    static func cardinal(_ key: String) -> Int? {
        if let value = digits(key) { return value }
        if let value = words[key] { return value }
        let parts = key.split(separator: "-", maxSplits: 2)
        guard parts.count == 2, let tens = words[String(parts[0])], tens >= 20, tens % 10 == 0, let unit = words[String(parts[1])],
            unit < 10
        else { return nil }
        return tens + unit
    }

    static func digits(_ key: some StringProtocol) -> Int? {
        guard (1...9).contains(key.utf8.count), key.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(key)
    }

    /// "3rd", "third"; "last" is -1.
    static func ordinal(_ key: String) -> Int? {
        if let value = ordinals[key] { return value }
        let suffix = key.suffix(2)
        guard ["st", "nd", "rd", "th"].contains(suffix) else { return nil }
        return digits(key.dropLast(2))
    }

    /// "1.5": thousandths, so that half an hour stays exact.
    static func thousandths(_ key: String) -> Int? {
        let parts = key.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let whole = digits(parts[0]), whole < 1_000_000, (1...3).contains(parts[1].count),
            let part = digits(parts[1])
        else { return nil }
        return whole * 1000 + part * [100, 10, 1][parts[1].count - 1]
    }

    private static let words: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
        "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    ]
    private static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
        "last": -1,
    ]
}
