import Curl
public import Dapr
public import Identity
import ServiceKit

/// Completes tasks, which is chat-api's business.
public struct TaskCompletion: Sendable {
    public enum Outcome: Sendable, Hashable {
        case completed
        /// The task is not there any more.
        case gone
        case failed(reason: String)
    }

    private let body: @Sendable (_ taskID: String, _ userID: String) async -> Outcome

    public init(_ body: @escaping @Sendable (_ taskID: String, _ userID: String) async -> Outcome) {
        self.body = body
    }

    /// Asks chat-api by service invocation, on the user's behalf.
    public init(_ dapr: DaprClient, chatAPI appID: String, tokens: ServiceTokens) {
        self.init { taskID, userID in
            do {
                let authorization = try await tokens.authorization(for: userID)
                let path = "api/tasks/\(PathText.escaped(taskID))/complete"
                let answer = try await dapr.invoke(appID, .patch, path, headers: [authorization])
                switch answer.status {
                case 200..<300: return .completed
                case 404, 410: return .gone
                default: return .failed(reason: "chat-api answered \(answer.status)")
                }
            } catch {
                return .failed(reason: "\(error)")
            }
        }
    }

    func callAsFunction(_ taskID: String, of userID: String) async -> Outcome { await body(taskID, userID) }
}

/// A segment of a path.
enum PathText {
    static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            default: "%" + HexText.encode([byte]).uppercased()
            }
        }.joined()
    }
}
