public import Curl
import JSON
import ServiceKit

/// The chat completions of an OpenAI-compatible endpoint.
public struct LLMClient: Sendable {
    /// No sensible answer is larger.
    private static let largestAnswer = 1 << 20

    let settings: LLMSettings
    private let http: CurlClient

    public init(_ settings: LLMSettings, http: CurlClient) {
        self.settings = settings
        self.http = http
    }

    /// Asks for the next message.
    func next(_ messages: [JSONValue], deadline: Duration) async throws(LLMError) -> LLMReply {
        let body: JSONValue = [
            "model": .string(settings.model), "messages": .array(messages), "tools": LLMTools.descriptions, "tool_choice": "auto",
        ]
        var headers = [(name: "Content-Type", value: "application/json"), (name: "Accept", value: "application/json")]
        if let key = settings.apiKey { headers.append(("Authorization", "Bearer \(key.value)")) }
        let answer: CurlResponse
        do throws(CurlError) {
            answer = try await http.send(
                CurlRequest(
                    .post,
                    settings.baseURL + "/chat/completions",
                    headers: headers,
                    body: JSONWriter.encode(body, reservingCapacity: 16_384),
                    deadline: deadline,
                    maxResponseBytes: Self.largestAnswer
                )
            )
        } catch {
            throw LLMError(.unreachable, "\(error.code)")
        }
        guard answer.status == 200 else { throw LLMError(.refused, "status \(answer.status)") }
        return try LLMReply(answer.body)
    }
}
