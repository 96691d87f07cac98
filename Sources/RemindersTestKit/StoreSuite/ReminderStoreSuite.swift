public import Reminders
public import Testing

/// What every ``ReminderStore`` has to do: the definition of the seam, run against the memory and the Redis ledger.
///
/// ```swift
/// @Test("The ledger in Redis", arguments: ReminderStoreSuite.cases)
/// func ledger(_ behaviour: ReminderStoreSuite.Case) async throws { try await behaviour.check(freshStore()) }
/// ```
public enum ReminderStoreSuite {
    public struct Case: Sendable, CustomTestStringConvertible {
        public let testDescription: String
        /// Checks the behaviour on an empty store.
        public let check: @Sendable (any ReminderStore) async throws -> Void

        init(_ description: String, _ check: @escaping @Sendable (any ReminderStore) async throws -> Void) {
            testDescription = description
            self.check = check
        }
    }

    public static let cases = scheduling + changing + cancelling + handingOver + claiming + triggers + settling + listing + forgetting
}

/// Instants and reminders that the cases are written in.
extension ReminderStoreSuite {
    static let now = Timestamp(milliseconds: 1_800_000_000_000)
    static let forgetAt = now + .seconds(86_400)

    static func reminder(_ id: String, due seconds: Int = 60, user: String = "ada", fingerprint: UInt64 = 1) throws -> Reminder {
        Reminder(
            id: try #require(ReminderID(id)),
            userID: user,
            title: "Title of \(id)",
            due: now + .seconds(seconds),
            createdAt: now,
            fingerprint: fingerprint
        )
    }

    static func window(at seconds: Int = 0, grace: Duration = .seconds(2), limit: Int = 100, lease: Duration = .seconds(5)) -> DueWindow {
        let instant = now + .seconds(seconds)
        return DueWindow(now: instant, jobsGrace: grace, limit: limit, leaseEnds: instant + lease)
    }

    static func ids(_ claims: [Claim]) -> [String] { claims.map(\.reminder.id.text) }
    static func ids(_ reminders: [Reminder]) -> [String] { reminders.map(\.id.text) }

    static func fetch(_ id: ReminderID, from store: any ReminderStore) async throws -> Reminder {
        try #require(try await store.fetch([id]).first ?? nil)
    }

    /// Settles a claim as fired at its due time.
    static func fire(_ claim: Claim, in store: any ReminderStore, by carrier: Carrier = .sweeper) async throws -> Bool {
        var fired = claim.reminder
        fired.firedAt = fired.due
        fired.carrier = carrier
        return try await store.settle([Settlement(claim: claim, outcome: .fired, reminder: fired)], forgetAt: forgetAt) == [true]
    }

    static func retry(_ claim: Claim, at: Timestamp, uncertain: Bool = false, in store: any ReminderStore) async throws {
        var failed = claim.reminder
        failed.attempts += 1
        failed.lastError = "broker away"
        failed.isUncertain = uncertain
        #expect(try await store.settle([Settlement(claim: claim, outcome: .retry(at: at), reminder: failed)], forgetAt: forgetAt) == [true])
    }

    static func bury(_ claim: Claim, in store: any ReminderStore) async throws {
        var failed = claim.reminder
        failed.attempts += 1
        failed.lastError = "refused"
        #expect(try await store.settle([Settlement(claim: claim, outcome: .dead, reminder: failed)], forgetAt: forgetAt) == [true])
    }

    static func claimOne(_ store: any ReminderStore, at seconds: Int = 0, grace: Duration = .seconds(2)) async throws -> Claim {
        try #require(try await store.claimDue(window(at: seconds, grace: grace)).claims.first)
    }
}
