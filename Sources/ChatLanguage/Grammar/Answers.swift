/// Short answers.
enum Answers {
    private static let yes: [Pattern] = [
        "yes|y|yep|yeah|yup|sure|ok|okay|confirm|confirmed|correct|right|exactly|absolutely|definitely|indeed|aye|👍|✅ ,? please|sure|do|delete|it|that's? it|right|please?",
        "go ahead|on", "do it|that|so please?", "of course", "please do", "that's|thats right|correct|it",
    ]
    private static let no: [Pattern] = [
        "no|n|nope|nah|cancel|stop|abort|nevermind|👎|❌ ,? thanks|thank|cancel|stop|it|that|please|don't|dont|do|never? you|not|mind|delete|it? it?",
        "never mind", "forget it|that", "leave it|that alone?", "keep it|that", "don't|dont do|delete|remove? it|that?",
        "do not do|delete|remove? it|that?",
        "not now|yet|really|sure|that", "no? wait", "none of? them|these?", "neither",
    ]

    static func isYes(_ sentence: Tokens) -> Bool { isAll(sentence, yes) }
    static func isNo(_ sentence: Tokens) -> Bool { isAll(sentence, no) }

    private static func isAll(_ sentence: Tokens, _ patterns: [Pattern]) -> Bool {
        let words = sentence.trimmed
        return !words.isEmpty && patterns.contains { $0.match(words, at: words.startIndex) == words.count }
    }
}
