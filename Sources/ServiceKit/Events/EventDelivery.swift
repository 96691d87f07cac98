public import Logging
public import Traces

/// One event, given to a handler.
public struct EventDelivery: Sendable {
    public let event: EventEnvelope

    /// An earlier delivery of the event was begun and never seen to end: its process died, or it ran out of time. What it did may have taken effect.
    ///
    /// A handler whose effect is not idempotent by `event.eventID` has to decide here between doing it perhaps twice and perhaps not at all.
    public let isTakeover: Bool

    /// The span of this delivery, for calls made on its behalf.
    public let trace: TraceContext

    /// Bears event id, user id and correlation id.
    public let logger: Logger

    public init(event: EventEnvelope, isTakeover: Bool, trace: TraceContext, logger: Logger) {
        self.event = event
        self.isTakeover = isTakeover
        self.trace = trace
        self.logger = logger
    }
}

/// Does the work of an event.
///
/// Returning means that it is done. Throwing `EventRejected` drops the event to its dead-letter topic; any other error has it brought again.
public typealias EventHandler = @Sendable (EventDelivery) async throws -> Void
