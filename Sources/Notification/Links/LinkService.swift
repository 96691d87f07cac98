import Dapr
import Logging
import ReminderClient
import Reminders
import ServiceKit

/// Carries out what links allow, each once.
struct LinkService: Sendable {
    /// What became of a link, for its reader.
    enum Outcome: Sendable, Hashable {
        case snoozed(String)
        case done
        /// The link is not ours, or incomplete.
        case invalid
        case expired
        case used
        /// What it was about has moved on: another generation of the reminder, a task that is gone.
        case outdated
        /// Not now; it may be tried again.
        case unavailable
    }

    /// How long a snooze may be, in the engine's words, and in the reader's. The first one is meant when nothing is said.
    static let delays = [("10m", "10 minutes"), ("1h", "1 hour"), ("24h", "1 day")]

    let signer: LinkSigner
    let uses: LinkUses
    let engine: any EngineCalls
    let complete: TaskCompletion
    let inbox: InboxStore
    let now: @Sendable () -> Timestamp
    let logger: Logger

    /// What a link would do, without doing it: programs that look at mail follow links, too.
    func look(_ text: String) -> Result<LinkToken, LinkSigner.Failure> {
        Result { () throws(LinkSigner.Failure) in try signer.token(text, now: now().milliseconds / 1_000) }
    }

    /// - Parameter delay: of a snooze, one of `delays`; nil for the first.
    func follow(_ text: String, delay: String?) async -> Outcome {
        let token: LinkToken
        switch look(text) {
        case .success(let found): token = found
        case .failure(.invalid): return .invalid
        case .failure(.expired): return .expired
        }
        let delay = Self.delays.first { $0.0 == delay } ?? Self.delays[0]
        let id = StableHash.hex(signer.text(token), bytes: 16)
        do throws(DaprError) {
            switch try await uses.claim(id, expires: token.expires, now: now()) {
            case .used: return .used
            case .busy: return .unavailable
            case .granted: break
            }
            let outcome = await act(token, delay)
            if outcome == .unavailable {
                try await uses.release(id, expires: token.expires, now: now())
            } else {
                try await uses.finish(id, expires: token.expires, now: now())
                _ = try? await inbox.read(token.entryID, for: token.userID)
            }
            return outcome
        } catch {
            logger.warning("A link could not be followed", metadata: ["error": "\(error)", "user_id": "\(token.userID)"])
            return .unavailable
        }
    }

    private func act(_ token: LinkToken, _ delay: (String, String)) async -> Outcome {
        switch token.action {
        case .snooze:
            do throws(ReminderClientError) {
                try await engine.snooze(token.reminderID, for: delay.0, generation: token.generation)
                return .snoozed(delay.1)
            } catch {
                logger.notice("A snooze was not carried out", metadata: ["error": "\(error)", "reminder_id": "\(token.reminderID)"])
                return error.isRetriable ? .unavailable : .outdated
            }
        case .done:
            guard let taskID = token.taskID else { return .invalid }
            switch await complete(taskID, of: token.userID) {
            case .completed: return .done
            case .gone: return .outdated
            case .failed(let reason):
                logger.warning("A task was not completed", metadata: ["reason": "\(reason)", "task_id": "\(taskID)"])
                return .unavailable
            }
        }
    }
}
