/// A way to tell people something: the seam to the world.
public protocol Channel: Sendable {
    var name: ChannelName { get }

    /// Tells the notice once. Does not throw: what came of it is the result. Ends within the deadline, or soon after the task is cancelled.
    func tell(_ telling: Telling) async -> ChannelOutcome
}

/// What a channel is asked to tell.
public struct Telling: Sendable {
    public var notice: Notice
    public var preferences: Preferences
    /// Absolute URLs that act on the reminder.
    public var links: MessageLinks
    public var traceparent: String?
}

/// What came of telling somebody by one channel.
public enum ChannelOutcome: Sendable, Hashable {
    case delivered
    /// The user has named no destination, or the channel is not set up here.
    case notSet(reason: String)
    /// It cannot be delivered this way, however often it is tried.
    case refused(reason: String)
    /// Not delivered, as far as is known; it may be another time.
    ///
    /// - Parameters:
    ///   - after: how long the other side wants to be left in peace.
    ///   - mayHaveArrived: nobody knows whether it was.
    case failed(reason: String, after: Duration? = nil, mayHaveArrived: Bool = false)
}
