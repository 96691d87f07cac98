extension Span {
    /// Reads a Go duration: `90s`, `1h30m`, `-1.5ms`, `0`. Nil when it is none (Go `time.ParseDuration`).
    init?(go text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        var negative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            negative = sign == UInt8(ascii: "-")
            rest = rest.dropFirst()
        }
        if rest.elementsEqual("0".utf8) {
            self.init(nanoseconds: 0)
            return
        }
        guard !rest.isEmpty else { return nil }
        var total = 0.0
        var whole: Int64 = 0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isDigit }
            rest = rest.dropFirst(digits.count)
            var decimals: ArraySlice<UInt8> = []
            var hasPoint = false
            if rest.first == UInt8(ascii: ".") {
                hasPoint = true
                decimals = rest.dropFirst().prefix { $0.isDigit }
                rest = rest.dropFirst(decimals.count + 1)
            }
            guard !digits.isEmpty || (hasPoint && !decimals.isEmpty) else { return nil }
            let unitText = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
            rest = rest.dropFirst(unitText.count)
            guard let unit = Self.unit(unitText) else { return nil }
            guard let count = digits.isEmpty ? 0 : Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
            let (product, overflow) = count.multipliedReportingOverflow(by: unit)
            let (sum, overflow2) = whole.addingReportingOverflow(product)
            guard !overflow, !overflow2 else { return nil }
            whole = sum
            if !decimals.isEmpty {
                total += (Double("0." + String(decoding: decimals, as: UTF8.self)) ?? 0) * Double(unit)
            }
        }
        let (sum, overflow) = whole.addingReportingOverflow(Int64(total))
        guard !overflow else { return nil }
        self.init(nanoseconds: negative ? -sum : sum)
    }

    private static func unit(_ text: ArraySlice<UInt8>) -> Int64? {
        switch String(decoding: text, as: UTF8.self) {
        case "ns": 1
        case "us", "\u{b5}s", "\u{3bc}s": 1000
        case "ms": 1_000_000
        case "s": 1_000_000_000
        case "m": 60_000_000_000
        case "h": 3_600_000_000_000
        default: nil
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
