import ChatAPI
import Curl
import JSON
import Synchronization
import Testing
import TodoKit

@Suite("Chat by an LLM, with the language behind it")
struct LLMTests {
    private typealias Answer = ScriptedServer.Answer

    private static func words(_ text: String) -> Answer {
        .json(["choices": [["message": ["role": "assistant", "content": .string(text)]]]])
    }

    private static func calls(_ calls: [(name: String, arguments: String)]) -> Answer {
        let list = calls.enumerated().map { index, call -> JSONValue in
            [
                "id": .string("c\(index)"), "type": "function",
                "function": ["name": .string(call.name), "arguments": .string(call.arguments)],
            ]
        }
        return .json(["choices": [["message": ["role": "assistant", "content": nil, "tool_calls": .array(list)]]]])
    }

    /// Answers in turn; the last one again and again.
    private static func script(_ answers: [Answer]) -> ScriptedServer {
        let next = Counter()
        return ScriptedServer { _ in answers[min(next.increment(), answers.count - 1)] }
    }

    @Test("calls of tools are done by the same commands, and their results go back")
    func tools() async throws {
        let llm = Self.script([
            Self.calls([("add_task", #"{"title":"milk","due_at":"2027-01-16T09:00","priority":"high"}"#)]),
            Self.words("Milk is on your list."),
        ])
        try await RunningAPI.with(llm: llm) { api in
            let answer = try await api.say("could you put milk on the list for tomorrow nine?")
            #expect(answer.json["message"] == "Milk is on your list.")
            #expect(answer.json["tools_invoked"]?[0]?["result"]?["due_at"] == "2027-01-16T08:00:00.000Z")
            #expect(api.world.publisher.events.map(\.kind) == [.created])
            let requests = llm.requests
            #expect(requests.count == 2)
            #expect(requests[0].path == "/v1/chat/completions" && requests[0].authorization == "Bearer key")
            #expect(requests[0].body["model"] == "small")
            #expect(requests[0].body["messages"]?[0]?["content"]?.string?.contains("Europe/Berlin") == true)
            let result = requests[1].body["messages"]?.array?.last
            #expect(result?["role"] == "tool" && result?["content"]?.string?.contains("milk") == true)
            // The next message brings what was said before.
            _ = try await api.say("thanks")
            #expect(llm.requests.last?.body["messages"]?.array?.count == 4)
        }
    }

    @Test("errors, silence, garbage and emptiness lead to the language", arguments: ["500", "slow", "garbage", "empty", "shape"])
    func fallback(kind: String) async throws {
        let answer: Answer =
            switch kind {
            case "500": Answer(status: 500, body: "{}")
            case "slow": Answer(body: "{}", delay: .seconds(5))
            case "garbage": Answer(body: "<html>")
            case "empty": Self.words("  ")
            default: .json(["choices": [["message": "no object"]]])
            }
        try await RunningAPI.with(llm: ScriptedServer { _ in answer }, llmDeadline: .milliseconds(300)) { api in
            let said = try await api.say("add buy milk")
            #expect(said.json["tools_invoked"]?[0]?["result"]?["title"] == "buy milk", "\(said.text)")
            #expect(api.world.publisher.distinct.count == 1)
        }
    }

    @Test("an endless loop ends, and what it did is told and not done again")
    func endless() async throws {
        let reading = Self.script([Self.calls([("list_tasks", "{}")])])
        try await RunningAPI.with(llm: reading) { api in
            let said = try await api.say("add buy milk")
            #expect(said.json["tools_invoked"]?.array?.last?["name"] == "add_task")
            #expect(reading.requests.count == 6)
        }
        let writing = Self.script([Self.calls([("add_task", #"{"title":"milk"}"#)]), Self.calls([("list_tasks", "{}")])])
        try await RunningAPI.with(llm: writing) { api in
            let said = try await api.say("add milk")
            #expect(said.json["message"] == "Done: add task “milk”.")
            #expect(try await api.call(.get, "/api/tasks").json["total"] == 1)
        }
        let flood = Self.script([Self.calls(Array(repeating: ("add_task", #"{"title":"spam"}"#), count: 9))])
        try await RunningAPI.with(llm: flood) { api in
            _ = try await api.say("add milk")
            let titles = try await api.call(.get, "/api/tasks").json["tasks"]?.array?.compactMap { $0["title"]?.string }
            #expect(titles == ["milk"], "the language's doing")
        }
    }

    @Test("made-up tools and arguments are answered as errors, and change nothing")
    func hallucinations() async throws {
        let llm = Self.script([
            Self.calls([
                ("drop_database", "{}"), ("add_task", "not json"), ("add_task", #"{"title":7}"#),
                ("add_task", #"{"title":"x","due_at":"soon"}"#),
                ("complete_task", #"{"task":"no such"}"#), ("snooze_reminder", #"{"minutes":-5}"#), ("list_tasks", #"{"status":"odd"}"#),
            ]), Self.words("I could not do that."),
        ])
        try await RunningAPI.with(llm: llm) { api in
            let said = try await api.say("do something odd")
            #expect(said.json["message"] == "I could not do that.")
            #expect(said.json["tools_invoked"] == [])
            #expect(api.world.publisher.events.isEmpty)
            let results = llm.requests.last?.body["messages"]?.array?.filter { $0["role"] == "tool" } ?? []
            #expect(results.count == 7 && results.allSatisfy { $0["content"]?.string?.contains("error") == true })
        }
    }

    @Test("a deletion is asked for by us and answered to us: the LLM can neither skip the question nor answer it")
    func deletion() async throws {
        let llm = Self.script([
            Self.calls([("delete_task", #"{"task":"milk"}"#), ("delete_task", #"{"task":"milk"}"#)]), Self.words("It is deleted!"),
        ])
        try await RunningAPI.with(llm: llm) { api in
            _ = try await api.call(.post, "/api/tasks", ["title": "milk", "id": "milk"])
            let asked = try await api.say("get rid of the milk please")
            #expect(asked.json["message"]?.string?.contains("Delete “milk”?") == true, "\(asked.text)")
            #expect(try await api.call(.get, "/api/tasks/milk").status == 200)
            #expect(llm.requests.count == 1)
            #expect(try await api.say("yes").json["tools_invoked"]?[0]?["name"] == "delete_task")
            #expect(llm.requests.count == 1)
            #expect(try await api.call(.get, "/api/tasks/milk").status == 404)
        }
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)

    /// The count before.
    func increment() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}
