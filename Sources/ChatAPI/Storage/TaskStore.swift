import Dapr
import JSON
import ServiceKit
import TodoKit

/// Tasks as records in a document store, each written under the condition that nobody else wrote it meanwhile.
struct TaskStore: Sendable {
    /// A record with the version under which it may be replaced; nil when there is none.
    struct Found: Sendable {
        var record: TaskRecord
        var etag: String?

        var condition: StateCondition { etag.map { .ifMatch($0) } ?? .ifAbsent }
    }

    /// How long a deleted task's id is remembered.
    static let deletedSeconds = 30 * 86_400
    /// Longer than any request can be under way.
    static let fenceSeconds = 86_400

    let documents: any ServiceState

    /// The record of a task; a fence without a version when there is none.
    func find(_ id: String) async throws(CommandError) -> Found {
        guard let value = try await reading({ () async throws(DaprError) in try await documents.get(StateKey.task(id)) }) else {
            return Found(record: .fence)
        }
        return Found(record: try Self.decode(value), etag: value.etag)
    }

    /// The live tasks of these ids.
    func tasks(_ ids: [String]) async throws(CommandError) -> [TodoTask] {
        let values = try await reading { () async throws(DaprError) in try await documents.get(ids.map(StateKey.task)) }
        var tasks: [TodoTask] = []
        for value in values.values {
            if let task = try Self.decode(value).liveTask { tasks.append(task) }
        }
        return tasks
    }

    /// Writes a record.
    ///
    /// - Throws: `.conflict` when somebody else wrote it first. `.unavailable` leaves open whether it was written.
    func save(_ id: String, _ record: TaskRecord, replacing found: Found) async throws(CommandError) {
        // A write without an expiry keeps an old one (state.redis): a live task over a fence has to say that it stays.
        let seconds: Int? =
            switch record.state {
            case .live: found.etag != nil && found.record.state != .live ? 0 : nil
            case .deleted: Self.deletedSeconds
            case .fence: Self.fenceSeconds
            }
        do throws(DaprError) {
            try await documents.save(
                StateWrite(StateKey.task(id), RawJSON(record), condition: found.condition, ttlSeconds: seconds)
            )
        } catch {
            if error.kind == .conflict { throw CommandError(.conflict, "Somebody else changed the task at the same time.") }
            throw CommandError(storeIsAway: error)
        }
    }

    private func reading<Value>(_ body: () async throws(DaprError) -> Value) async throws(CommandError) -> Value {
        do throws(DaprError) { return try await body() } catch { throw CommandError(storeIsAway: error) }
    }

    private static func decode(_ value: StateValue) throws(CommandError) -> TaskRecord {
        do throws(JSONError) {
            return try value.decode()
        } catch {
            throw CommandError(.unreadable, "A stored task cannot be read: \(error)")
        }
    }
}
