/// Who handles an event: the seam to what all replicas of a consumer share.
///
/// An event is free, claimed until some instant, or done. Of any number that claim a free event at once, exactly one gets it.
public protocol EventClaims: Sendable {
    /// - Parameter lease: after which others may take the event over. It has to exceed the time for which the handler may run.
    func claim(_ event: EventKey, lease: Duration) async throws(EventClaimError) -> EventClaimResult

    /// Marks the event as done, for a day. Right also after the lease: what was done, was done.
    func finish(_ claim: EventClaim) async throws(EventClaimError)

    /// Gives the event back, unless it is somebody else's by now.
    ///
    /// - Parameter mayHaveHappened: the handler was broken off, so that the next one has to be told (`isTakeover`).
    func release(_ claim: EventClaim, mayHaveHappened: Bool) async throws(EventClaimError)
}

/// What is claimed: one event for one consumer. Another consumer of the same event has a claim of its own.
public struct EventKey: Hashable, Sendable {
    public var consumer: String
    public var eventID: String

    public init(consumer: String, eventID: String) {
        self.consumer = consumer
        self.eventID = eventID
    }

    /// `event:{consumer}:{event_id}`, each part escaped.
    var stateKey: String { "event:\(StateKeyText.escaped(consumer)):\(StateKeyText.escaped(eventID))" }
}

/// The right to handle an event.
public struct EventClaim: Hashable, Sendable {
    public let event: EventKey
    /// Unique to this claim.
    public let owner: String
    /// An earlier claim ended without having been given back.
    public let isTakeover: Bool

    public init(event: EventKey, owner: String, isTakeover: Bool) {
        self.event = event
        self.owner = owner
        self.isTakeover = isTakeover
    }
}

/// What came of a claim.
public enum EventClaimResult: Hashable, Sendable {
    case claimed(EventClaim)
    /// Somebody else has it, for so long at most.
    case held(for: Duration)
    case done
}

/// Why nothing is known about an event.
public struct EventClaimError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable {
        /// The store is away or failing.
        case unavailable
        /// The store refuses what it was asked: a mistake in the deployment, or ours.
        case refused
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var isRetriable: Bool { true }
    public var description: String { "\(code.rawValue): \(message)" }
}
