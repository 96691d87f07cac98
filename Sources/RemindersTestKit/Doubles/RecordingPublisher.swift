public import Reminders
import Synchronization

/// A broker in memory: keeps what was published, and fails what it is told to fail.
public final class RecordingPublisher: EventPublisher {
    public typealias Script = @Sendable (ReminderEvent) -> PublishOutcome

    private struct State {
        var script: Script = { _ in .published }
        var published: [ReminderEvent] = []
        var batches: [[String]] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// Decides what becomes of each event from now on.
    public func answer(_ script: @escaping Script) {
        state.withLock { $0.script = script }
    }

    public var published: [ReminderEvent] { state.withLock(\.published) }
    /// Event ids as they were sent, batch by batch, failed ones included.
    public var batches: [[String]] { state.withLock(\.batches) }

    public func publish(_ events: [ReminderEvent], to topic: String, within limit: Duration) async -> [PublishOutcome] {
        state.withLock { state in
            state.batches.append(events.map(\.id))
            return events.map { event in
                let outcome = state.script(event)
                if outcome == .published { state.published.append(event) }
                return outcome
            }
        }
    }
}
