/// Thrown when a sentence cannot be carried out as it stands; becomes `ChatIntent.question`.
struct Unclear: Error {
    let question: ChatQuestion

    init(_ text: String, pending: ChatContext.Pending? = nil) {
        question = ChatQuestion(text, pending: pending)
    }

    /// Asks for what is missing in a sentence.
    init(_ text: String, completing before: String, after: String = "", gap: ChatContext.Gap = .time) {
        self.init(text, pending: .completion(before: before, after: after, gap: gap))
    }

    /// Offers what may have been meant.
    init(_ text: String, proposing sentences: [String]) {
        self.init(text, pending: .proposals(sentences))
    }
}
