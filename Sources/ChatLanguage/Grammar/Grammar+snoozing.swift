extension Grammar {
    /// "snooze", "snooze for 10 minutes", "snooze the dentist until tomorrow at 8", "remind me again in an hour".
    func snooze(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        try refuseSecondCommand(in: rest)
        let reader = TimeReader(clock: clock, tokens: rest)
        for index in rest.indices where rest[index].kind == .word {
            let lead = ("for|by about|another?" as Pattern).match(rest, at: index) ?? ("another" as Pattern).match(rest, at: index) ?? 0
            let bare = lead > 0 || index == rest.startIndex || rest.trimmed.count > 1
            if bare, let match = reader.span(at: index + lead), reader.pauses(at: match.end) {
                let ref = try snoozed(rest[..<index], rest[match.end...])
                guard let milliseconds = match.value.exactMilliseconds else {
                    return .snoozeReminder(ref, .until(try future(clock.shifted(clock.now, by: match.value), in: Details())))
                }
                return .snoozeReminder(ref, .delay(milliseconds))
            }
            let until = ("until|till|til|to" as Pattern).match(rest, at: index) ?? 0
            guard let match = reader.times(at: index + until) else { continue }
            var details = Details(time: match.value)
            details.timeIndices = Set(index..<match.end)
            if let problem = match.value.problem { throw Unclear(problem.text, completing: sentence(without: details.timeIndices)) }
            let ref = try snoozed(rest[..<index], rest[match.end...])
            if let delay = match.value.delay, let milliseconds = delay.exactMilliseconds {
                return .snoozeReminder(ref, .delay(milliseconds))
            }
            return .snoozeReminder(ref, .until(try place(match.value, for: .reminder, in: details)))
        }
        try refuseBareNumber(rest.dropping("for")?.trimmed ?? rest.trimmed)
        return .snoozeReminder(try snoozed(rest, rest[rest.endIndex...]), .standard)
    }

    /// "snooze 5": minutes, or the fifth reminder?
    private func refuseBareNumber(_ words: Tokens) throws(Unclear) {
        guard words.count == 1, let number = Numbers.cardinal(words.key(words.startIndex)) else { return }
        throw Unclear(
            "Do you mean 1) for \(number) minutes, or 2) reminder number \(number)?",
            proposing: ["snooze for \(number) minutes", "snooze reminder \(number)"]
        )
    }

    private func snoozed(_ front: Tokens, _ back: Tokens) throws(Unclear) -> ItemRef {
        var words = front.trimmed.isEmpty ? back.trimmed : front.trimmed
        if let shorter = words.dropping("the|my|a? reminder about|for|of|to?") { words = shorter.trimmed }
        if let shorter = words.dropping("about|of|for|to") { words = shorter.trimmed }
        if let shorter = words.droppingLast("reminder|again|please") { words = shorter.trimmed }
        if let shorter = words.droppingLast("the|my"), shorter.isEmpty { words = shorter }
        if words.isEmpty || (["it", "that", "this"].contains(words.text.folded) && context.mentioned == nil) { return .latest }
        return try ref(words, kind: "reminder", before: "snooze")
    }
}
