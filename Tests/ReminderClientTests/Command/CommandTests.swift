import ArgumentParser
import Foundation
import JSON
import ReminderClient
import Reminders
import RemindersTestKit
import ServiceKit
import Testing

@testable import punctual

@Suite("The command line against a real engine")
struct CommandTests {
    @Test("remind, snooze and cancel do what they say")
    func life() async throws {
        try await LiveEngine.with { live in
            try await live.punctual(
                "remind",
                "Call mum",
                "--in",
                "10m",
                "--user",
                "ada",
                "--id",
                "a",
                "--tag",
                "x",
                "--tag",
                "y",
                "--data",
                "[1]",
                "--json"
            )
            let made = try #require(try await live.stored("a"))
            #expect(made.title == "Call mum" && made.userID == "ada" && made.tags == ["x", "y"] && made.data?.description == "[1]")
            try await live.punctual("snooze", "a", "--in", "1h")
            #expect(try await live.stored("a")?.due == live.clock.now + .seconds(3600))
            try await live.punctual("get", "a")
            try await live.punctual("list", "--user", "ada")
            try await live.punctual("top", "--once")
            try await live.punctual("mode", "fallback")
            #expect(try await live.ledger.mode() == .fallback)
            try await live.punctual("cancel", "a")
            #expect(try await live.stored("a")?.state == .cancelled)
        }
    }

    @Test("a refusal of the engine ends the command with 1")
    func refusals() async throws {
        try await LiveEngine.with { live in
            for arguments in [["cancel", "nobody"], ["remind", "x", "--user", "ada", "--in", "soon"], ["get", "nobody"]] {
                await #expect(throws: ExitCode(1)) { try await live.punctual(arguments) }
            }
        }
    }

    @Test(
        "a command line that makes no sense is refused before anything is sent",
        arguments: [
            ["remind", "x"], ["remind", "x", "--in", "1m", "--at", "2027-01-01T00:00:00Z"], ["remind", "x", "--local", "2027-01-01T00:00"],
            ["cancel"], ["cancel", "a", "--user", "ada"], ["mode", "sometimes"], ["top", "--interval", "0"], ["list", "--limit", "-1"],
        ]
    )
    func nonsense(arguments: [String]) {
        #expect(throws: (any Error).self) { try Punctual.parseAsRoot(arguments) }
    }

    @Test("what was exported is imported, and importing it again changes nothing")
    func importing() async throws {
        try await LiveEngine.with { live in
            let wanted = (0..<7).map { NewReminder(id: "r\($0)", userID: "ada", title: "T\($0)", time: .after("\($0 + 1)m"), tags: ["x"]) }
            _ = try await live.client.schedule(wanted)
            try await live.client.cancel("r3")
            let all = try await live.client.list().reminders
            let lines = all.enumerated().map { ImportLine.parse(JSONWriter.encode($1), number: $0 + 1) }
            let records = lines.compactMap { if case .reminder(let line) = $0 { line } else { nil as ImportLine? } }
            #expect(records.count == 6)
            try await LiveEngine.with { other in
                let job = ReminderImport(client: other.client, overdueNow: false)
                var first = ImportReport()
                try await job.run(records, &first)
                #expect(first.scheduled == 6 && first.failed == 0)
                let copy = try await other.client.reminder("r0")
                #expect(copy.title == "T0" && copy.tags == ["x"] && copy.remindAt == all[0].remindAt)
                try await other.client.cancel("r1")
                var second = ImportReport()
                try await job.run(records, &second)
                #expect(second.unchanged == 5 && second.finished == 1 && second.scheduled == 0 && second.failed == 0)
            }
            // Where they came from they were made by a delay, and are the same all the same.
            var back = ImportReport()
            try await ReminderImport(client: live.client, overdueNow: false).run(records, &back)
            #expect(back.unchanged == 6 && back.failed == 0)
            _ = try await live.client.change("r6", ReminderUpdate(title: "another"))
            var changed = ImportReport()
            try await ReminderImport(client: live.client, overdueNow: false).run(records, &changed)
            #expect(changed.unchanged == 5 && changed.failed == 1)
            #expect(changed.failures.first?.hasPrefix("line 7: ") == true)
        }
    }

    @Test("what has become overdue is refused, or fires at once if that is wanted")
    func overdue() async throws {
        try await LiveEngine.with { live in
            let old = #"{"id":"old","user_id":"ada","remind_at":"2026-01-01T00:00:00Z"}"#
            guard case .reminder(let line) = ImportLine.parse(Array(old.utf8), number: 3) else { return #expect(Bool(false)) }
            var refused = ImportReport()
            try await ReminderImport(client: live.client, overdueNow: false).run([line], &refused)
            #expect(refused.failed == 1)
            var taken = ImportReport()
            try await ReminderImport(client: live.client, overdueNow: true).run([line], &taken)
            #expect(taken.scheduled == 1)
            try await ReminderImport(client: live.client, overdueNow: true).run([line], &taken)
            #expect(taken.scheduled == 1 && taken.unchanged == 1)
        }
    }

    @Test("a file is imported from the command line; a line that is wrong is told by its number")
    func file() async throws {
        let path = FileManager.default.temporaryDirectory.path + "/punctual-import-\(UInt32.random(in: 0 ... .max)).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text = #"{"id":"a","user_id":"ada","remind_at":"2027-01-16T00:00:00Z"}"# + "\n\nnot json\n" + #"{"id":"b","user_id":"ada"}"#
        try Data(text.utf8).write(to: URL(filePath: path))
        try await LiveEngine.with { live in
            await #expect(throws: ExitCode(1)) { try await live.punctual("import", path) }
            let stored = try await live.client.list().reminders
            #expect(stored.map(\.id) == ["a"])
            await #expect(throws: ExitCode(1)) { try await live.punctual("import", path + ".missing") }
        }
    }

    @Test("doctor finds an engine in order, and exits with 1 when it is not")
    func doctor() async throws {
        try await LiveEngine.with { live in
            try await live.punctual("doctor", "--json")
            _ = live.readiness.gate("ledger", reason: "Redis is away")
            await #expect(throws: ExitCode(1)) { try await live.punctual("doctor") }
        }
    }
}
