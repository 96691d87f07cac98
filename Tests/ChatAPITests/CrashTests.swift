import ChatAPI
import JSON
import ReminderClient
import Reminders
import RemindersTestKit
import ServiceKit
import Synchronization
import Testing
import TodoKit

@Suite("A process that dies in the midst of a change")
struct CrashTests {
    enum Operation: String, CaseIterable, Sendable {
        case create, move, retitle, complete, delete
    }

    @Test("leaves what its guard finishes or undoes", arguments: Operation.allCases, CrashPoint.allCases)
    func guardFinishes(operation: Operation, point: CrashPoint) async throws {
        let world = World()
        try await prepare(world, operation)
        let before = world.publisher.events.map(\.id)

        try await crash(world, operation, at: point)
        let survivor = world.process()
        try await world.deliverGuards(to: survivor)
        try await expectWhole(world, survivor)

        let wasMade = CrashPoint.allCases.firstIndex(of: point)! >= CrashPoint.allCases.firstIndex(of: .committed)!
        let expected = before + (wasMade ? [eventID(operation)] : [])
        #expect(world.publisher.distinct.map(\.id) == expected)
        // Delivered again, as brokers do.
        for payload in guardPayloads(operation) { try await survivor.handleGuard(payload) }
        #expect(world.publisher.distinct.map(\.id) == expected)
        try await expectWhole(world, survivor)

        // And life goes on: what was not made can be made now.
        if !wasMade {
            try await perform(operation, survivor, world)
            #expect(world.publisher.distinct.map(\.id) == before + [eventID(operation)])
            try await expectWhole(world, survivor)
            #expect(world.reminders.guards.isEmpty)
        }
    }

    @Test("a write that is still under way when its guard comes is not made, and the command starts over", arguments: Operation.allCases)
    func lateWrite(operation: Operation) async throws {
        let world = World()
        try await prepare(world, operation)
        let before = world.publisher.events.map(\.id)
        let (reached, resumed) = (OneShot<Void>(), OneShot<Void>())
        let slow = world.process { point in
            guard point == .indexed else { return }
            reached.succeed(())
            try? await resumed.value()
        }
        async let outcome: Void = perform(operation, slow, world)
        try await reached.value()
        let other = world.process()
        try await world.deliverGuards(to: other)
        try await expectWhole(world, other)
        resumed.succeed(())
        try await outcome
        try await expectWhole(world, other)
        #expect(world.publisher.distinct.map(\.id) == before + [eventID(operation)])
        #expect(world.reminders.guards.isEmpty)
    }

    @Test("a broker that is away delays the events, and loses none", arguments: Operation.allCases)
    func brokerAway(operation: Operation) async throws {
        let world = World()
        try await prepare(world, operation)
        let before = world.publisher.events.map(\.id)
        world.publisher.setAway(true)
        let process = world.process()
        try await perform(operation, process, world)
        #expect(world.publisher.events.map(\.id) == before)
        try await world.deliverGuards(to: process)
        #expect(world.reminders.snoozed.count == 1, "the guard comes again")
        world.publisher.setAway(false)
        try await world.deliverGuards(to: process)
        #expect(world.publisher.events.map(\.id) == before + [eventID(operation)])
        try await expectWhole(world, process)
    }

    @Test("a guard whose event is lost is found in the engine, once", arguments: Operation.allCases)
    func lostGuard(operation: Operation) async throws {
        let world = World()
        try await prepare(world, operation)
        let before = world.publisher.events.map(\.id)
        try await crash(world, operation, at: .committed)
        // It fires, and nobody hears of it.
        _ = world.reminders.fireGuards()
        let survivor = world.process()
        #expect(try await survivor.handleForgotten() == 1)
        #expect(world.publisher.distinct.map(\.id) == before + [eventID(operation)])
        try await expectWhole(world, survivor)
        #expect(try await survivor.handleForgotten() == 0)
    }

    // MARK: The operations

    private func prepare(_ world: World, _ operation: Operation) async throws {
        let process = world.process()
        _ = try await process.create(world.fields("other", id: "other"), userID: World.user)
        if operation != .create { _ = try await process.create(world.fields("milk", id: "milk"), userID: World.user) }
        #expect(world.reminders.guards.isEmpty)
    }

    private func perform(_ operation: Operation, _ process: CommandLayer, _ world: World) async throws {
        var fields = TaskFields()
        switch operation {
        case .create: _ = try await process.create(world.fields("milk", id: "milk"), userID: World.user)
        case .move:
            fields.remindAt = .some(world.clock.now + .seconds(7_200))
            _ = try await process.update("milk", userID: World.user, fields)
        case .retitle:
            fields.title = "oat milk"
            _ = try await process.update("milk", userID: World.user, fields)
        case .complete: _ = try await process.complete("milk", userID: World.user)
        case .delete: try await process.delete("milk", userID: World.user)
        }
    }

    private func eventID(_ operation: Operation) -> String {
        switch operation {
        case .create: "milk:1:created"
        case .move, .retitle: "milk:2:updated"
        case .complete: "milk:2:completed"
        case .delete: "milk:2:deleted"
        }
    }

    /// Stops the operation behind the step for good, as death would.
    private func crash(_ world: World, _ operation: Operation, at point: CrashPoint) async throws {
        let died = OneShot<Void>()
        let victim = world.process { reached in
            guard reached == point else { return }
            died.succeed(())
            try? await Task.sleep(for: .seconds(86_400))
        }
        let task = Task { try await perform(operation, victim, world) }
        try await died.value()
        // The victim's task goes nowhere: its process is gone. It is ended only after the test has looked.
        graveyard.withLock { $0.append(task) }
    }

    private let graveyard = Graveyard()

    private func guardPayloads(_ operation: Operation) -> [JSONValue] {
        let version = operation == .create ? 1 : 2
        return [
            ["data": ["task_id": "milk", "user_id": .string(World.user), "version": .number(Double(version)), "attempt": "repeated"]]
        ]
    }

    /// One live reminder for each task that has one, of the time and title that the task has; every live task in the list, and no other.
    private func expectWhole(_ world: World, _ process: CommandLayer, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        var visible: [TodoTask] = []
        for id in ["milk", "other"] {
            if let task = try? await process.task(id, userID: World.user) { visible.append(task) }
        }
        let listed = try await process.tasks(userID: World.user)
        #expect(Set(listed.map(\.id)) == Set(visible.map(\.id)), sourceLocation: sourceLocation)
        let wanted = visible.compactMap { task in task.reminderTime.map { "\(task.id) \($0) \(task.title)" } }
        let live = world.reminders.live.map { reminder -> String in
            var time = ""
            if case .at(let instant) = reminder.time { time = instant }
            return "\(reminder.taskID ?? "") \(time) \(reminder.title ?? "")"
        }
        #expect(live.sorted() == wanted.sorted(), sourceLocation: sourceLocation)
    }
}

/// Tasks of processes that died; they are cancelled when the test is over.
private final class Graveyard: Sendable {
    private let tasks = Mutex<[Task<Void, any Error>]>([])

    func withLock(_ body: (inout [Task<Void, any Error>]) -> Void) { tasks.withLock { body(&$0) } }

    deinit {
        for task in tasks.withLock({ $0 }) { task.cancel() }
    }
}
