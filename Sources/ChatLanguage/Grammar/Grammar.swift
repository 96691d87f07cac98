/// What one message means, given the time and what came before. One extension per kind of command.
struct Grammar {
    let clock: ZoneClock
    let context: ChatContext
    /// The whole message, without "please" and the like in front.
    let sentence: Tokens
    /// The message ends in a question mark.
    var isQuestion = false

    /// The sentence again without some of its words, to ask for them anew.
    func sentence(without indices: Set<Int>) -> String {
        Tokens(sentence.indices.filter { !indices.contains($0) }.map { sentence[$0] }).text
    }

    func scan(_ tokens: Tokens) throws(Unclear) -> Details {
        let details = DetailScanner.scan(tokens, clock: clock)
        if let problem = details.time.problem { throw unclear(problem, details) }
        if case .at(let phrase) = details.reminder, let problem = phrase.problem { throw unclear(problem, details) }
        if let problem = details.recurrence?.problem {
            throw Unclear(problem, completing: sentence(without: details.timeIndices))
        }
        if let conflict = details.conflict {
            throw Unclear(
                "I read both “\(conflict.0)” and “\(conflict.1)”. When do you mean?",
                completing: sentence(without: details.timeIndices)
            )
        }
        return details
    }

    private func unclear(_ problem: TimePhrase.Problem, _ details: Details) -> Unclear {
        guard let range = details.problemRange, range.upperBound <= sentence.endIndex else {
            return Unclear(problem.text, completing: sentence(without: details.timeIndices))
        }
        let (before, after) = (sentence[..<range.lowerBound].source, sentence[range.upperBound...].source)
        guard !problem.readings.isEmpty else { return Unclear(problem.text, completing: before, after: after) }
        let sentences = problem.readings.map { reading in [before, reading, after].filter { !$0.isEmpty }.joined(separator: " ") }
        return Unclear(problem.text, proposing: sentences)
    }
}
