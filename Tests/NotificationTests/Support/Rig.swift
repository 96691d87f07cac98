import Curl
import Dapr
import JSON
import Logging
import Reminders
import RemindersTestKit
import ServiceKit
import Synchronization
import Traces

@testable import Notification

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A notification service without HTTP: its state in memory, its clock standing still, its engine and channels under the test's control.
final class Rig: Sendable {
    /// 2027-01-15T08:00:00Z
    static let start = Timestamp(milliseconds: 1_800_000_000_000)

    let clock: ManualClock
    let state: MemoryServiceState
    let engine = RecordingEngine()
    let sends = RemoteSends(logger: quiet)
    let webhook = ScriptedChannel(.webhook)
    let email = ScriptedChannel(.email)
    let log = ScriptedChannel(.log)
    let inbox: InboxStore
    let deliverer: Deliverer
    let consumer: EventConsumer
    let published: PublishedEvents

    init(patience: Duration = .seconds(30), policy: DeliveryPolicy = .init(), now: Timestamp = Rig.start) {
        let clock = ManualClock(now)
        let state = MemoryServiceState { clock.now.milliseconds }
        let published = PublishedEvents()
        var policy = policy
        policy.patience = patience
        (self.clock, self.state, self.published) = (clock, state, published)
        inbox = InboxStore(state)
        deliverer = Deliverer(
            state: state,
            channels: [InboxChannel(store: inbox, publish: published.publishing, now: { clock.now }), webhook, email, log],
            engine: engine,
            sends: sends,
            policy: policy,
            links: LinkSigner(secret: Secret(Self.secret), publicURL: "https://punctual.example"),
            metricsFactory: MetricRegistry(),
            now: { clock.now }
        )
        consumer = EventConsumer(
            "notification",
            claims: DaprEventClaims(state, now: { clock.now.milliseconds }),
            metricsFactory: MetricRegistry(),
            now: { clock.now.milliseconds }
        )
    }

    static let secret = "0123456789abcdef0123456789abcdef"

    func prefer(_ preferences: Preferences, user: String = "ann") async throws {
        try await PreferencesStore(state).put(preferences, for: user)
    }

    static let everything = Preferences(
        channels: [.inbox, .log, .webhook, .email],
        email: "ann@example.org",
        webhookURL: "https://hooks.example/ann"
    )

    /// Brings an event as the sidecar does.
    @discardableResult
    func bring(_ event: EventEnvelope) async -> EventOutcome {
        await consumer.handle(event.cloudEvent(source: "reminder-engine"), topic: "reminders", logger: quiet) { [deliverer] in
            try await deliverer.handle($0)
        }
    }

    /// The event of a reminder that has fired.
    func fired(_ id: String = "task-1", user: String = "ann", generation: Int = 1, title: String = "Call mum") -> EventEnvelope {
        Samples.fired(id, user: user, generation: generation, title: title, at: clock.now)
    }

    /// The event by which the engine brings back what was scheduled.
    func back(_ reminder: ScheduledReminder) -> EventEnvelope {
        EventEnvelope(
            eventID: "\(reminder.id):1",
            eventType: "reminder.triggered",
            timestamp: clock.now.milliseconds,
            userID: reminder.userID,
            payload: [
                "reminder_id": .string(reminder.id), "generation": 1, "remind_at": .string(clock.now.rfc3339),
                "fired_at": .string(clock.now.rfc3339), "data": reminder.data,
            ]
        )
    }
}

/// What was published, or refused to be.
final class PublishedEvents: Sendable {
    private let state = Mutex((events: [EventEnvelope](), error: DaprError?.none))

    var events: [EventEnvelope] { state.withLock { $0.events } }

    func fail(_ error: DaprError?) { state.withLock { $0.error = error } }

    var publishing: EventPublishing {
        EventPublishing { (event, _) async throws(DaprError) in
            let error = self.state.withLock { state in
                if state.error == nil { state.events.append(event) }
                return state.error
            }
            if let error { throw error }
        }
    }
}
