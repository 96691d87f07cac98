public import Hummingbird

/// The words that a sidecar understands in answer to an event, in exactly this spelling. Any other word would bring the event back, each time (Dapr 1.18).
public enum EventAnswer: String, Hashable, Sendable, CaseIterable {
    /// Dealt with: do not bring it again.
    case success = "SUCCESS"
    /// Bring it again, as the subscription's resiliency policy says. Without a policy it would go to the dead-letter topic, or be lost.
    case retry = "RETRY"
    /// Never bring it again: to the dead-letter topic.
    case drop = "DROP"

    /// Always 200: of other statuses 404 would drop the event, and the rest would retry it.
    public var response: Response { .json(["status": rawValue]) }
}
