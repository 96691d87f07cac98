import ServiceKit
import Synchronization
import Testing

@testable import Notification

/// A channel that does what the test says, and remembers what it was asked to tell.
final class ScriptedChannel: Channel {
    let name: ChannelName
    private let state = Mutex((told: [Telling](), outcome: ChannelOutcome.delivered, gates: [String: OneShot<Void>]()))

    init(_ name: ChannelName) {
        self.name = name
    }

    /// Ids of the events that it was asked to tell, each as often as it was.
    var told: [String] { state.withLock { $0.told.map(\.notice.eventID) } }
    var tellings: [Telling] { state.withLock { $0.told } }

    func answer(_ outcome: ChannelOutcome) { state.withLock { $0.outcome = outcome } }

    /// Attempts for this user do not end before the gate is opened.
    func hold(_ user: String) -> OneShot<Void> {
        let gate = OneShot<Void>()
        state.withLock { $0.gates[user] = gate }
        return gate
    }

    func tell(_ telling: Telling) async -> ChannelOutcome {
        let gate = state.withLock { state in
            state.told.append(telling)
            return state.gates[telling.notice.userID]
        }
        do { try await gate?.value() } catch { return .failed(reason: "cancelled") }
        return state.withLock { $0.outcome }
    }
}

/// Waits until the condition holds, at most a minute.
func eventually(_ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while try await !condition() {
        try #require(ContinuousClock.now < end, what, sourceLocation: sourceLocation)
        try await Task.sleep(for: .milliseconds(2))
    }
}
