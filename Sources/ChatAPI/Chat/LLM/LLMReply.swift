import JSON

/// What an LLM says: words, or calls of tools, or both.
struct LLMReply: Sendable, Hashable {
    struct Call: Sendable, Hashable {
        var id: String
        var name: String
        /// JSON in a string, as the LLM wrote it.
        var arguments: String
    }

    var text: String
    var calls: [Call]
    /// The message itself, to be sent back with the results.
    var message: JSONValue

    /// Reads the answer of `/chat/completions`.
    init(_ body: [UInt8]) throws(LLMError) {
        guard let answer = try? JSONValue(parsing: body, options: .lenient), let message = answer["choices"]?[0]?["message"],
            message.object != nil
        else { throw LLMError(.garbled, "the answer has no message") }
        self.message = message
        text = message["content"]?.string ?? ""
        calls = (message["tool_calls"]?.array ?? []).compactMap { call in
            guard let id = call["id"]?.string, let name = call["function"]?["name"]?.string else { return nil }
            return Call(id: id, name: name, arguments: call["function"]?["arguments"]?.string ?? "{}")
        }
        guard !calls.isEmpty || text.contains(where: { !$0.isWhitespace }) else { throw LLMError(.garbled, "the message is empty") }
    }
}
