/// What the previous turn of a conversation left behind.
public struct ChatContext: Sendable, Hashable, Codable {
    /// The question that is still open.
    public var pending: Pending?
    /// The title of the task or reminder that was spoken of last: what "it" means. `nil`: "it" means nothing yet.
    public var mentioned: String?

    public init(pending: Pending? = nil, mentioned: String? = nil) {
        self.pending = pending
        self.mentioned = mentioned
    }

    /// An open question. The first two are the command layer's, the others come with a `ChatQuestion`.
    public indirect enum Pending: Sendable, Hashable, Codable {
        /// A question for yes or no, such as before a task is deleted: answered by `ChatIntent.confirm` or `.deny`.
        case confirmation
        /// One of these titles: answered by `ChatIntent.choose`.
        case choice([String])
        /// Sentences that may have been meant; "yes" takes the only one, a number any.
        case proposals([String])
        /// A sentence with a gap that the answer fills.
        case completion(before: String, after: String, gap: Gap)
    }

    /// What a sentence still lacks.
    public enum Gap: String, Sendable, Hashable, Codable {
        case time, item, title, other
    }
}
