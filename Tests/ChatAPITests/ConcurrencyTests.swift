import ChatAPI
import Reminders
import Testing
import TodoKit

@Suite("Many at once")
struct ConcurrencyTests {
    @Test("of a thousand concurrent operations of one user by two replicas, none is lost")
    func oneUser() async throws {
        let world = World()
        let replicas = [world.process(), world.process()]
        for number in 0..<100 { _ = try await replicas[0].create(world.fields("old", id: "old-\(number)"), userID: "ada") }
        try await withThrowingTaskGroup { group in
            for number in 0..<900 {
                group.addTask {
                    let replica = replicas[number % 2]
                    switch number % 9 {
                    case 0: try await replica.delete("old-\(number / 9)", userID: "ada")
                    default: _ = try await replica.create(world.fields("task \(number)", id: "new-\(number)"), userID: "ada")
                    }
                }
            }
            try await group.waitForAll()
        }
        let listed = try await replicas[1].tasks(userID: "ada")
        #expect(Set(listed.map(\.id)) == Set((0..<900).filter { $0 % 9 != 0 }.map { "new-\($0)" }))
        #expect(listed.count == 800)
        #expect(Set(world.publisher.events.map(\.id)).count == 1_000)
        #expect(world.reminders.live.count == 800)
        #expect(world.reminders.guards.isEmpty)
    }

    @Test("of a thousand concurrent operations of many users, none is lost")
    func manyUsers() async throws {
        let world = World()
        let replicas = [world.process(), world.process()]
        try await withThrowingTaskGroup { group in
            for number in 0..<1_000 {
                group.addTask {
                    _ = try await replicas[number % 2].create(world.fields("task \(number)"), userID: "user-\(number % 50)")
                }
            }
            try await group.waitForAll()
        }
        for user in 0..<50 { #expect(try await replicas[0].tasks(userID: "user-\(user)").count == 20) }
        #expect(Set(world.publisher.events.map(\.id)).count == 1_000)
    }

    @Test("two writers of one task: changes of different fields are merged, a stale version is told so, no version is lost")
    func oneTask() async throws {
        let world = World()
        let replicas = [world.process(), world.process()]
        _ = try await replicas[0].create(world.fields("milk", id: "milk"), userID: "ada")
        // Each its own tag, set by reading and adding: a lost write would lose a tag.
        let outcomes = try await withThrowingTaskGroup(of: CommandError.Code?.self) { group in
            for number in 0..<16 {
                group.addTask {
                    do throws(CommandError) {
                        _ = try await replicas[number % 2].change("milk", userID: "ada") { (task, _) in task.tags.append("t\(number)") }
                        return nil
                    } catch {
                        return error.code
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let task = try await replicas[0].task("milk", userID: "ada")
        let refused = outcomes.compactMap(\.self)
        #expect(refused.allSatisfy { $0 == .conflict })
        #expect(task.tags.count == 16 - refused.count)
        #expect(task.version == 1 + task.tags.count)
        #expect(Set(world.publisher.events.map(\.id)).count == task.version)
        #expect(world.reminders.live.count == 1)
        #expect(world.reminders.guards.isEmpty)

        var fields = TaskFields()
        fields.title = "bread"
        do throws(CommandError) {
            _ = try await replicas[1].update("milk", userID: "ada", fields, expected: 1)
            Issue.record("a stale version was overwritten")
        } catch {
            #expect(error.code == .versionMismatch)
        }
    }
}
