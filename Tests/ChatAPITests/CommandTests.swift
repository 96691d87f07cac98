import ChatAPI
import Dapr
import JSON
import ReminderClient
import Reminders
import RemindersTestKit
import Testing
import TodoKit

@Suite("Commands on tasks")
struct CommandTests {
    let world = World()

    @Test("creating makes task, event, reminder and nothing else")
    func create() async throws {
        let process = world.process()
        let (task, isNew) = try await process.create(world.fields("milk"), userID: "ada")
        #expect(isNew && task.version == 1)
        #expect(world.publisher.events.map(\.id) == ["\(task.id):1:created"])
        #expect(world.publisher.updates.map(\.change) == ["created"])
        #expect(world.reminders.live.count == 1)
        let reminder = try #require(world.reminders.live.first)
        #expect(reminder.id?.hasPrefix("task-\(task.id)") == true)
        #expect(reminder.taskID == task.id && reminder.userID == "ada" && reminder.title == "milk" && reminder.topic == nil)
        #expect(world.reminders.guards.isEmpty)
        #expect(try await process.tasks(userID: "ada") == [task])
    }

    @Test("the same create again is the same task, another one with its id is refused, also after its deletion")
    func createAgain() async throws {
        let process = world.process()
        let fields = world.fields("milk", id: "milk")
        let first = try await process.create(fields, userID: "ada")
        _ = try await process.complete("milk", userID: "ada")
        let again = try await process.create(fields, userID: "ada")
        #expect(!again.isNew && again.task.version == 2 && first.task.id == again.task.id)
        #expect(world.publisher.events.count == 2)
        await expect(.idTaken) { () async throws(CommandError) in
            _ = try await process.create(world.fields("bread", id: "milk"), userID: "ada")
        }
        await expect(.idTaken) { () async throws(CommandError) in _ = try await process.create(fields, userID: "eve") }
        try await process.delete("milk", userID: "ada")
        await expect(.idTaken) { () async throws(CommandError) in _ = try await process.create(fields, userID: "ada") }
    }

    @Test("nobody sees or touches another user's task")
    func others() async throws {
        let process = world.process()
        _ = try await process.create(world.fields("milk", id: "milk"), userID: "ada")
        await expect(.notFound) { () async throws(CommandError) in _ = try await process.task("milk", userID: "eve") }
        await expect(.notFound) { () async throws(CommandError) in _ = try await process.complete("milk", userID: "eve") }
        await expect(.notFound) { () async throws(CommandError) in try await process.delete("milk", userID: "eve") }
        await expect(.notFound) { () async throws(CommandError) in _ = try await process.task("no/such", userID: "ada") }
        #expect(try await process.tasks(userID: "eve").isEmpty)
    }

    @Test("completion and deletion cancel the reminder, reopening and moving set it anew, other changes leave it")
    func reminders() async throws {
        let process = world.process()
        _ = try await process.create(world.fields("milk", id: "milk"), userID: "ada")
        let first = world.reminders.live.map(\.id)
        var fields = TaskFields()
        fields.priority = .urgent
        _ = try await process.update("milk", userID: "ada", fields)
        #expect(world.reminders.live.map(\.id) == first)
        #expect(try await process.complete("milk", userID: "ada").completedAt == world.clock.now)
        #expect(world.reminders.live.isEmpty)
        _ = try await process.reopen("milk", userID: "ada")
        #expect(world.reminders.live.count == 1)
        fields = TaskFields()
        fields.remindAt = .some(world.clock.now + .seconds(60))
        _ = try await process.update("milk", userID: "ada", fields)
        #expect(world.reminders.live.count == 1)
        fields.remindAt = .some(nil)
        _ = try await process.update("milk", userID: "ada", fields)
        #expect(world.reminders.live.isEmpty)
        #expect(
            world.publisher.events.map { $0.id.split(separator: ":").last } == [
                "created", "updated", "completed", "updated", "updated", "updated",
            ]
        )
    }

    @Test("a reminder that has fired is not set again by a new title, and a time long past is none")
    func past() async throws {
        let process = world.process()
        _ = try await process.create(world.fields("milk", remindIn: 60, id: "milk"), userID: "ada")
        world.clock.advance(by: .seconds(120))
        let count = world.reminders.live.count
        var fields = TaskFields()
        fields.title = "oat milk"
        _ = try await process.update("milk", userID: "ada", fields)
        #expect(world.reminders.live.count == count)
        _ = try await process.create(world.fields("yesterday", remindIn: -86_400), userID: "ada")
        #expect(world.reminders.live.count == count)
        _ = try await process.create(world.fields("now", remindIn: -1), userID: "ada")
        #expect(world.reminders.live.count == count + 1)
    }

    @Test("what changes nothing makes no version and no event")
    func nothing() async throws {
        let process = world.process()
        _ = try await process.create(world.fields("milk", id: "milk"), userID: "ada")
        var fields = TaskFields()
        fields.title = "milk"
        #expect(try await process.update("milk", userID: "ada", fields).version == 1)
        #expect(try await process.reopen("milk", userID: "ada").version == 1)
        _ = try await process.complete("milk", userID: "ada")
        #expect(try await process.complete("milk", userID: "ada").version == 2)
        #expect(world.publisher.events.count == 2)
    }

    @Test("setting the status to completed is a completion")
    func completedByUpdate() async throws {
        let process = world.process()
        _ = try await process.create(world.fields("milk", id: "milk"), userID: "ada")
        var fields = world.fields("milk")
        fields.status = .completed
        _ = try await process.replace("milk", userID: "ada", fields)
        #expect(world.publisher.events.last?.kind == .completed)
        #expect(world.publisher.events.last?.previous?["status"] == "pending")
        #expect(world.reminders.live.isEmpty)
    }

    @Test("without the engine nothing is accepted, and nothing is left")
    func engineAway() async throws {
        let process = world.process()
        _ = try await process.create(world.fields("milk", id: "milk"), userID: "ada")
        world.reminders.setAway(true)
        let saves = world.documents.saves
        await expect(.unavailable) { () async throws(CommandError) in _ = try await process.create(world.fields("bread"), userID: "ada") }
        await expect(.unavailable) { () async throws(CommandError) in try await process.delete("milk", userID: "ada") }
        #expect(world.documents.saves == saves)
        #expect(try await process.tasks(userID: "ada").map(\.title) == ["milk"], "reading goes on")
        world.reminders.setAway(false)
        world.reminders.refuse(ReminderClientError(.invalid, "refused", fields: [.init(field: "remind_at", message: "Too far.")]))
        do throws(CommandError) {
            _ = try await process.create(world.fields("far"), userID: "ada")
            Issue.record("the engine refused")
        } catch {
            #expect(error.code == .invalid && error.fields.map(\.field) == ["remind_at"])
        }
        #expect(world.reminders.guards.isEmpty, "the try is taken back at once")
        world.reminders.refuse(nil)
        world.documents.setAway(true)
        await expect(.unavailable) { () async throws(CommandError) in _ = try await process.complete("milk", userID: "ada") }
    }

    @Test("what cannot be saved is refused field by field before anything is touched")
    func invalid() async throws {
        let process = world.process()
        var fields = TaskFields()
        fields.title = ""
        fields.reminderOffsetMinutes = .some(10)
        do throws(CommandError) {
            _ = try await process.create(fields, userID: "ada")
            Issue.record("it was saved")
        } catch {
            #expect(error.fields.map(\.field).sorted() == ["due_at", "title"])
        }
        #expect(world.documents.saves == 0)
    }

    private func expect(
        _ code: CommandError.Code,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws(CommandError) -> Void
    ) async {
        do throws(CommandError) {
            try await body()
            Issue.record("it succeeded", sourceLocation: sourceLocation)
        } catch {
            #expect(error.code == code, sourceLocation: sourceLocation)
        }
    }
}
