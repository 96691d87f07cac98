import Logging
import Reminders
import RemindersRedis
import ServiceKit
import ServiceLifecycle

/// Looks at the Redis behind the ledger as soon as it can be reached, and stops the engine when it could lose or evict
/// reminders, unless it was told to accept that.
struct LedgerInspection: Service {
    struct Refusal: Error, CustomStringConvertible {
        let hazards: [LedgerHazard]

        var description: String {
            "this Redis may lose reminders: " + hazards.map(\.description).joined(separator: "; ")
                + ". To accept that, set PUNCTUAL_ACCEPT_UNSAFE_REDIS=true"
        }
    }

    let store: RedisReminderStore
    let acceptsHazards: Bool
    let gate: ReadinessGate
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await inspect()
            try await gracefulShutdown()
        }
    }

    private func inspect() async throws {
        while true {
            switch await found() {
            case .success(let hazards) where hazards.isEmpty || acceptsHazards:
                for hazard in hazards { logger.warning("This Redis may lose reminders", metadata: ["hazard": "\(hazard)"]) }
                return gate.open()
            case .success(let hazards): throw Refusal(hazards: hazards)
            case .failure(let error): gate.shut(error.message)
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    private func found() async -> Result<[LedgerHazard], StoreError> {
        do throws(StoreError) { return .success(try await store.hazards()) } catch { return .failure(error) }
    }
}
