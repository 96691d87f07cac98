extension TimeReader {
    /// "20 minutes", "an hour and a half", "2 hours 15 minutes", "1h30m".
    func span(at start: Int) -> Match<Span>? {
        guard var total = singleSpan(at: start) else { return nil }
        while true {
            let joint = (["and", ","].contains(tokens.key(total.end))) ? total.end + 1 : total.end
            // "and a half" takes its unit from what it follows.
            if let count = ("and? a half" as Pattern).match(tokens, at: total.end), count >= 2, let half = total.value.half(of: total.unit)
            {
                total = (total.value + half, total.unit, total.end + count)
                continue
            }
            guard let next = singleSpan(at: joint), next.value.isShorter(than: total.unit) else { break }
            total = (total.value + next.value, next.unit, next.end)
        }
        return total.value.isZero ? nil : Match(total.value, to: total.end)
    }

    private typealias Measured = (value: Span, unit: Span, end: Int)

    private func singleSpan(at start: Int) -> Measured? {
        if let count = ("half a|an" as Pattern).match(tokens, at: start) ?? ("a half" as Pattern).match(tokens, at: start),
            let unit = Names.units[tokens.key(start + count)], let half = Span().half(of: unit)
        {
            return (half, unit, start + count + 1)
        }
        if let count = ("a? quarter of? an hour" as Pattern).match(tokens, at: start) {
            return (Span(milliseconds: 900_000), Span(milliseconds: 3_600_000), start + count)
        }
        if let count = ("three quarters of an hour" as Pattern).match(tokens, at: start) {
            return (Span(milliseconds: 2_700_000), Span(milliseconds: 3_600_000), start + count)
        }
        if let compact = compactSpan(tokens.key(start)) { return (compact.value, compact.unit, start + 1) }
        if let count = ("a couple of?" as Pattern).match(tokens, at: start) { return measured(2000, at: start + count) }
        if ["a", "an"].contains(tokens.key(start)) { return measured(1000, at: start + 1) }
        if let number = Numbers.cardinal(tokens.key(start)) {
            if let count = ("and a half" as Pattern).match(tokens, at: start + 1) {
                return measured(number * 1000 + 500, at: start + 1 + count)
            }
            return measured(number * 1000, at: start + 1)
        }
        return Numbers.thousandths(tokens.key(start)).flatMap { measured($0, at: start + 1) }
    }

    private func measured(_ thousandths: Int, at index: Int) -> Measured? {
        guard let unit = Names.units[tokens.key(index)], tokens.key(index).utf8.count > 1 || tokens.key(index) != "s" else { return nil }
        return unit.times(thousandths: thousandths).map { ($0, unit, index + 1) }
    }

    /// "30min", "2h", "1h30m", "1h30".
    private func compactSpan(_ key: String) -> (value: Span, unit: Span)? {
        guard let first = key.utf8.first, (48...57).contains(first), key.utf8.count <= 20 else { return nil }
        var rest = Substring(key)
        var total = Span()
        var last: Span?
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            let letters = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(letters.count)
            guard let thousandths = Numbers.digits(number).map({ $0 * 1000 }) ?? Numbers.thousandths(String(number)) else { return nil }
            if letters.isEmpty {
                // Only minutes may go without their unit, after hours.
                guard rest.isEmpty, last == Names.units["h"] else { return nil }
                total = total + Span(milliseconds: Int64(thousandths) * 60)
            } else {
                guard let unit = Names.units[String(letters)], let value = unit.times(thousandths: thousandths),
                    last.map({ value.isShorter(than: $0) }) ?? true
                else { return nil }
                total = total + value
                last = unit
            }
        }
        return last.map { (total, $0) }
    }
}

extension Span {
    /// A unit so many times. Parts of a month or of a week have no meaning here, and nobody plans beyond a thousand years.
    fileprivate func times(thousandths: Int) -> Span? {
        if milliseconds > 0 {
            let product = (milliseconds / 1000).multipliedReportingOverflow(by: Int64(thousandths))
            return product.overflow ? nil : Span(milliseconds: product.partialValue)
        }
        if thousandths % 1000 != 0 {
            return days == 1 ? Span(days: thousandths / 1000, milliseconds: Int64(thousandths % 1000) * 86_400) : nil
        }
        let count = thousandths / 1000
        return count > 400_000 ? nil : Span(months: months * count, days: days * count)
    }

    fileprivate func half(of unit: Span) -> Span? {
        if unit.milliseconds > 1000 { return Span(milliseconds: unit.milliseconds / 2) }
        if unit.days == 1 { return Span(milliseconds: 43_200_000) }
        return unit.months == 12 ? Span(months: 6) : nil
    }

    /// Of a smaller kind than a unit: minutes after hours.
    fileprivate func isShorter(than unit: Span) -> Bool {
        func rank(_ span: Span) -> Int64 { Int64(span.months) * 2_592_000_000 + Int64(span.days) * 86_400_000 + span.milliseconds }
        return rank(self) < rank(unit)
    }
}
