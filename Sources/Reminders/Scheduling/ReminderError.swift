/// Why the engine did not do what a caller asked.
public struct ReminderError: Error, Sendable, Equatable {
    public enum Code: String, Sendable {
        case notFound
        /// The id is taken by another request.
        case idTaken
        /// The generation is no longer the one the caller based the change on.
        case generationMismatch
        case alreadyFired
        case alreadyCancelled
        /// Its event is on its way, or may be.
        case beingFired
        /// Due more than a minute ago.
        case tooLongAgo
        /// Due in more than ten years.
        case tooFarAhead
        /// Neither the ledger nor the Jobs API can take it now.
        case unavailable
    }

    public var code: Code
    public var message: String
    /// The reminder that stands in the way, where there is one.
    public var current: Reminder?

    public init(_ code: Code, _ message: String, current: Reminder? = nil) {
        self.code = code
        self.message = message
        self.current = current
    }

    public var isRetriable: Bool { code == .unavailable || code == .beingFired }
}
