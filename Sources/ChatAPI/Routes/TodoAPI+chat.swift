import Dapr
import HTTPTypes
import Hummingbird
import Identity
import JSON
import NIOCore
import ServiceKit
import TodoKit

/// `POST /api/{user_id}/chat`
extension TodoAPI {
    func addChat(to api: Identified) {
        api.post(":user/chat") { request, context in
            let user = try context.principal.userID
            try context.require(user: context.parameters.get("user").map { $0.removingPercentEncoding } ?? "")
            var message = try await request.json(ChatMessage.self, upTo: 64 * 1_024)
            if message.timeZone == nil { message.timeZone = request.headers[HTTPField.Name("Time-Zone")!] }
            try message.check()
            if request.headers[.accept]?.contains("text/event-stream") == true { return Self.stream(chat, message, user) }
            do throws(DaprError) {
                return Response.json(try await chat.answer(message, userID: user))
            } catch {
                throw Problem.unavailable("The conversation cannot be read: \(error)", retryAfter: 2)
            }
        }
    }

    private static func stream(_ chat: ChatService, _ message: ChatMessage, _ user: String) -> Response {
        let body = ResponseBody { writer in
            let (steps, continuation) = AsyncStream.makeStream(of: ToolInvocation.self)
            // A client that hangs up does not stop what was begun.
            let work = Task { () -> Result<ChatAnswer, DaprError> in
                defer { continuation.finish() }
                do throws(DaprError) {
                    return .success(try await chat.answer(message, userID: user) { continuation.yield($0) })
                } catch {
                    return .failure(error)
                }
            }
            for await step in steps { try await writer.write(ServerSentEvent.bytes(name: "tool", data: JSONWriter.encode(step))) }
            switch await work.value {
            case .success(let answer):
                try await writer.write(ServerSentEvent.bytes(name: "message", data: JSONWriter.encode(["message": answer.text])))
                try await writer.write(ServerSentEvent.bytes(name: "done", data: JSONWriter.encode(answer)))
            case .failure:
                let problem = Problem.unavailable("The conversation cannot be read.")
                try await writer.write(ServerSentEvent.bytes(name: "error", data: JSONWriter.encode(problem)))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: ServerSentEvent.headers, body: body)
    }
}

extension String {
    /// A path's segment as it was before it was put into a URL; as it is when the encoding is broken.
    fileprivate var removingPercentEncoding: String {
        QueryText.parameters("x=" + replacing("+", with: "%2B").replacing("&", with: "%26")).first?.value ?? self
    }
}
