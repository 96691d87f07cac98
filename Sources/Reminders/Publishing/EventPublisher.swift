/// Publishes events to a topic: the seam to the broker.
public protocol EventPublisher: Sendable {
    /// Publishes a batch; what became of each, in order. Does not throw: a failure belongs to the events it hit.
    ///
    /// - Parameter limit: it has to be over by then, because another replica may publish the same afterwards.
    func publish(_ events: [ReminderEvent], to topic: String, within limit: Duration) async -> [PublishOutcome]
}

/// What became of one event.
public enum PublishOutcome: Sendable, Equatable {
    case published
    case failed(PublishFailure)
}

/// Why an event was not seen to be published.
public struct PublishFailure: Error, Sendable, Equatable {
    public enum Code: String, Sendable {
        /// Nothing gets through: sidecar or broker away. Says nothing about the event.
        case unavailable
        /// This event failed while the way is open.
        case refused
    }

    public var code: Code
    public var message: String
    /// True when the event may have been published although no good answer came.
    public var mayHaveBeenPublished: Bool

    public init(_ code: Code, _ message: String, mayHaveBeenPublished: Bool = false) {
        self.code = code
        self.message = message
        self.mayHaveBeenPublished = mayHaveBeenPublished
    }

    public var isRetriable: Bool { true }
}
