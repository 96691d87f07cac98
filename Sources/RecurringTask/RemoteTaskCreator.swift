import Curl
public import Dapr
public import Identity
import JSON
import ServiceKit
public import TodoKit
public import Traces

/// Creates tasks through chat-api, by service invocation, with a token for the user.
public struct RemoteTaskCreator: TaskCreator {
    private let dapr: DaprClient
    private let appID: String
    private let tokens: ServiceTokens

    /// - Parameter appID: chat-api's.
    public init(_ dapr: DaprClient, chatAPI appID: String, tokens: ServiceTokens) {
        self.dapr = dapr
        self.appID = appID
        self.tokens = tokens
    }

    public func create(_ task: TaskFields, for userID: String, trace: TraceContext) async throws(TaskCreationError) -> TaskCreation {
        let token: (name: String, value: String)
        do throws(TokenError) {
            token = try await tokens.authorization(for: userID)
        } catch {
            throw TaskCreationError(.unavailable, "no token could be made: \(error)")
        }
        let answer: CurlResponse
        do throws(DaprError) {
            answer = try await dapr.invoke(
                appID,
                .post,
                "api/tasks",
                headers: [("Content-Type", "application/json"), token],
                body: JSONWriter.encode(task),
                traceparent: trace.traceparent
            )
        } catch {
            throw TaskCreationError(error.kind == .invalid ? .refused : .unavailable, "\(error)")
        }
        switch answer.status {
        case 201: return .created
        // The same task, or, with 409, the task as somebody has changed it since.
        case 200, 409: return .existed
        // Wrong however often it is sent.
        case 400, 413, 415, 422: throw TaskCreationError(.refused, "chat-api answered \(answer.status): \(Self.reason(answer))")
        // All else can be put right without the event: a secret, a route, an overload.
        default: throw TaskCreationError(.unavailable, "chat-api answered \(answer.status): \(Self.reason(answer))")
        }
    }

    /// What a problem+json says, cut to what a log line bears.
    private static func reason(_ answer: CurlResponse) -> String {
        let problem = try? JSONValue(parsing: answer.body)
        let fields = (problem?["errors"]?.array ?? []).prefix(3).compactMap { error in
            error["field"]?.string.map { "\($0): \(error["message"]?.string ?? "")" }
        }
        let text = ([problem?["detail"]?.string].compactMap(\.self) + fields).joined(separator: "; ")
        return text.isEmpty ? "no reason given" : String(text.prefix(300))
    }
}
