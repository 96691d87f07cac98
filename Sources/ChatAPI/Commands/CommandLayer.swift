public import CoreMetrics
public import Logging
public import Reminders
public import ServiceKit
public import TodoKit
import Traces

/// The one way in which tasks change, for REST, chat and whatever else.
///
/// A change is carried out in steps, so that a process which dies behind any of them leaves nothing that is not finished or undone
/// (docs/adr on how tasks are kept): a guard in the engine, the task's reminder, the record with its event as one write, the event itself,
/// and then what has become superfluous. The guard, when it is not cancelled in time, brings `handleGuard(_:)` to do the rest.
public final class CommandLayer: Sendable {
    /// Tries of a change that others get in the way of.
    static let mostTries = 10
    /// Events that may wait in one record. More only pile up while no event gets through for long.
    static let mostPending = 50

    let store: TaskStore
    let index: TaskIndex
    let reminders: any TaskReminders
    let publisher: any TaskPublisher
    let live: LiveHub
    let clock: any WallClock
    let metrics: CommandMetrics
    let logger: Logger
    let checkpoint: @Sendable (CrashPoint) async -> Void
    private let newID: @Sendable () -> String
    private let locks = KeyedLock()

    /// - Parameters:
    ///   - live: is told of each change at once.
    ///   - newID: a fresh text of ten or more characters of `[A-Za-z0-9]` each time.
    ///   - checkpoint: called behind each step of a change; for tests, which let it never return.
    public init(
        documents: any ServiceState,
        reminders: any TaskReminders,
        publisher: any TaskPublisher,
        live: LiveHub,
        clock: any WallClock,
        newID: @escaping @Sendable () -> String = RandomID.make,
        metricsFactory: any MetricsFactory = MetricsSystem.factory,
        logger: Logger,
        checkpoint: @escaping @Sendable (CrashPoint) async -> Void = { _ in }
    ) {
        store = TaskStore(documents: documents)
        index = TaskIndex(documents)
        self.reminders = reminders
        self.publisher = publisher
        self.live = live
        self.clock = clock
        self.newID = newID
        metrics = CommandMetrics(factory: metricsFactory)
        self.logger = logger
        self.checkpoint = checkpoint
    }

    /// Makes a task. With an id of the caller's own, the same task again is no other one.
    ///
    /// - Returns: the task, and whether this call made it.
    public func create(_ fields: TaskFields, userID: String, timeZone: String = "UTC") async throws(CommandError) -> (
        task: TodoTask, isNew: Bool
    ) {
        let now = clock.now
        var task = TodoTask(id: fields.id ?? newID(), userID: userID, title: "", timeZone: timeZone, createdAt: now)
        fields.apply(to: &task, now: now)
        try Self.check(task)
        let origin = task.creationFingerprint
        let wanted = task
        return try await locks.with(task.id) { () async throws(CommandError) in
            for _ in 0..<Self.mostTries {
                let found = try await store.find(wanted.id)
                switch found.record.state {
                case .live where found.record.task?.userID == userID && found.record.origin == origin:
                    return (found.record.task ?? wanted, false)
                case .live: throw CommandError(.idTaken, "There is another task with this id.")
                case .deleted: throw CommandError(.idTaken, "There was a task with this id, and it was deleted.")
                case .fence: break
                }
                var old = found.record
                old.origin = origin
                if try await carryOut(.created, found, old, wanted) { return (wanted, true) }
            }
            throw CommandError(.conflict, "Somebody else makes a task with this id at the same time.")
        }
    }

    /// Changes a task.
    ///
    /// - Parameters:
    ///   - expected: the version that the change is made from; nil takes any.
    ///   - merges: whether the change may be made again on what somebody else wrote at the same time.
    ///   - change: makes the task as it is to be of the task as it is.
    public func change(
        _ id: String,
        userID: String,
        expected: Int? = nil,
        merges: Bool = true,
        _ change: @Sendable (inout TodoTask, Timestamp) throws(CommandError) -> Void
    ) async throws(CommandError) -> TodoTask {
        try await locks.with(id) { () async throws(CommandError) in
            for _ in 0..<Self.mostTries {
                let (found, old) = try await find(id, userID: userID, expected: expected)
                var task = old
                try change(&task, clock.now)
                if task == old { return old }
                task.version = old.version + 1
                task.updatedAt = clock.now
                try Self.check(task)
                let kind: TaskEvent.Kind = task.isCompleted && !old.isCompleted ? .completed : .updated
                if try await carryOut(kind, found, found.record, task) { return task }
                if expected != nil { throw CommandError(.versionMismatch, "The task has been changed since.") }
                if !merges { break }
            }
            throw CommandError(.conflict, "Somebody else changed the task at the same time.")
        }
    }

    /// Deletes a task.
    ///
    /// - Returns: the task as it was.
    @discardableResult
    public func delete(_ id: String, userID: String, expected: Int? = nil) async throws(CommandError) -> TodoTask {
        try await locks.with(id) { () async throws(CommandError) in
            for _ in 0..<Self.mostTries {
                let (found, old) = try await find(id, userID: userID, expected: expected)
                var task = old
                task.version += 1
                task.updatedAt = clock.now
                if try await carryOut(.deleted, found, found.record, task) { return old }
                if expected != nil { throw CommandError(.versionMismatch, "The task has been changed since.") }
            }
            throw CommandError(.conflict, "Somebody else changed the task at the same time.")
        }
    }

    public func task(_ id: String, userID: String) async throws(CommandError) -> TodoTask {
        guard TaskID.isValid(id), let task = try await store.find(id).record.liveTask, task.userID == userID else {
            throw CommandError(.notFound, "There is no such task.")
        }
        return task
    }

    /// All tasks of a user, in no order.
    public func tasks(userID: String) async throws(CommandError) -> [TodoTask] {
        try await store.tasks(try await index.ids(of: userID)).filter { $0.userID == userID }
    }

    private func find(_ id: String, userID: String, expected: Int?) async throws(CommandError) -> (TaskStore.Found, TodoTask) {
        guard TaskID.isValid(id) else { throw CommandError(.notFound, "There is no such task.") }
        let found = try await store.find(id)
        guard let task = found.record.liveTask, task.userID == userID else { throw CommandError(.notFound, "There is no such task.") }
        if let expected, expected != task.version {
            throw CommandError(.versionMismatch, "The task is of version \(task.version) by now.")
        }
        return (found, task)
    }

    private static func check(_ task: TodoTask) throws(CommandError) {
        let errors = task.fieldErrors
        if !errors.isEmpty { throw CommandError(.invalid, "The task cannot be saved so.", fields: errors) }
    }

    /// Does all the steps of one change.
    ///
    /// - Returns: false when somebody else wrote the record first; nothing is left of the try then.
    private func carryOut(_ kind: TaskEvent.Kind, _ found: TaskStore.Found, _ old: TaskRecord, _ task: TodoTask) async throws(CommandError)
        -> Bool
    {
        guard old.pending.count < Self.mostPending else {
            throw CommandError(.unavailable, "Events of this task could not be published for long.")
        }
        let traceparent = TraceContext.current.flatMap { $0.isSampled ? $0.traceparent : nil }
        let change = TaskChange(kind, from: old, to: task, attempt: newID(), now: clock.now, traceparent: traceparent)
        try await prepare(change)
        do throws(CommandError) {
            try await store.save(task.id, change.next, replacing: found)
        } catch {
            // With any other failure nobody knows whether it was written: that is left to the guard.
            guard error.code == .conflict else { throw error }
            await undo(change)
            return false
        }
        let committed = ContinuousClock.now
        await checkpoint(.committed)
        metrics.count(kind, wasReopened: old.liveTask?.isCompleted == true && !task.isCompleted)
        await complete(change, committed: committed)
        return true
    }
}
