import ArgumentParser
import Curl
import Dapr
import Foundation
import JSON
import ServiceKit
import Testing

@testable import Audit
@testable import punctual

@Suite("punctual audit verify", .timeLimit(.minutes(2)))
struct VerifyCommandTests {
    static func exitCode(_ arguments: [String]) async throws -> Int32 {
        let command = try #require(try Punctual.parseAsRoot(["audit", "verify"] + arguments) as? AuditVerifyCommand)
        do {
            try await command.run()
            return 0
        } catch let code as ExitCode {
            return code.rawValue
        }
    }

    /// A file with these lines, for as long as the body runs.
    static func withFile<Value>(_ text: some StringProtocol, _ body: (String) async throws -> Value) async throws -> Value {
        let url = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(url.path())
    }

    @Test("over HTTP: 0 when the trail is whole, 1 when it is damaged, 2 when nobody answers or the token is no good")
    func overHTTP() async throws {
        try await LiveAudit.with { audit in
            try await AuditAPITests.sent("ada", 1...10, to: audit)
            let token = try await audit.token("root", isOperator: true)
            #expect(try await Self.exitCode(["--url", audit.url, "--token", token]) == 0)
            #expect(try await Self.exitCode(["--url", audit.url + "/", "--token", token, "--user-id", "ada", "--json"]) == 0)
            #expect(try await Self.exitCode(["--url", audit.url, "--token", "x"]) == 2)
            #expect(try await Self.exitCode(["--url", "http://127.0.0.1:1", "--token", token]) == 2)
            try await audit.state.delete("audit:user:ada:1", condition: .none)
            #expect(try await Self.exitCode(["--url", audit.url, "--token", token]) == 1)
        }
    }

    @Test("on an exported file: whole, and with every line in turn taken out, changed or moved")
    func exported() async throws {
        try await LiveAudit.with { audit in
            try await AuditAPITests.sent("ada", 1...6, to: audit)
            try await AuditAPITests.sent("bob", 7...8, to: audit)
            let response = try await audit.raw("/api/v1/audit-log/export", as: "root", isOperator: true)
            let lines = String(decoding: response.body, as: UTF8.self).split(separator: "\n")
            #expect(lines.count == 12)
            func code(_ lines: [some StringProtocol], _ more: [String] = []) async throws -> Int32 {
                try await Self.withFile(lines.joined(separator: "\n") + "\n") { try await Self.exitCode([$0] + more) }
            }
            #expect(try await code(lines) == 0)
            for index in lines.indices where lines[index].contains(#""sequence""#) && lines[index].contains("event_id") {
                #expect(try await code(Array(lines[..<index] + lines[(index + 1)...])) == 1, "line \(index) taken out")
                var changed = lines.map(String.init)
                changed[index] = changed[index].replacing("Käse", with: "Kase")
                #expect(try await code(changed) == 1, "line \(index) changed")
                var moved = lines
                moved.swapAt(index, index == 1 || index == 9 ? index + 1 : index - 1)
                #expect(try await code(moved) == 1, "line \(index) moved")
            }
            #expect(try await code(lines.map { $0 + "x" }) == 1)
            // Taken off the end together with the line that says where it ends: only a head that was noted tells.
            let short = lines[..<6]
            #expect(try await code(Array(short)) == 0)
            let last = try AuditEntry(json: Array(lines[6].utf8))
            #expect(try await code(Array(short), ["--head", "ada:\(last.sequence):\(last.hash)"]) == 1)
            #expect(try await code(lines, ["--head", "ada:\(last.sequence):\(last.hash)"]) == 0)
            #expect(try await Self.exitCode(["/nowhere/audit.jsonl"]) == 2)
        }
    }

    @Test("a file of a chain that retention has cut begins where it says")
    func cut() async throws {
        let (state, time) = (MemoryServiceState(), TestTime())
        try await RetentionTests.filled(state, time)
        try await RetentionTests.retention(state, time, days: 11).run()
        var bytes: [UInt8] = []
        var export = ChainExport(AuditChains(state), userID: "ada")
        while let lines = try await export.next() { bytes += lines }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(try await Self.withFile(text) { try await Self.exitCode([$0]) } == 0)
        let withoutBegin = text.drop { $0 != "\n" }
        #expect(try await Self.withFile(withoutBegin) { try await Self.exitCode([$0]) } == 1)
    }
}
