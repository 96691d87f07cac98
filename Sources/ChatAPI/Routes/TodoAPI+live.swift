import HTTPTypes
import Hummingbird
import Identity
import JSON
import NIOCore
import ServiceKit

/// `/api/live`: a stream of server-sent events (HTML standard, section 9.2).
extension TodoAPI {
    func addLive(to group: RouterGroup<IdentifiedContext>) {
        group.get { _, context in
            let user = try context.principal.userID
            guard let events = live.open(userID: user) else {
                throw Problem(.tooManyRequests, detail: "There are too many open pages.", headers: [.retryAfter: "30"])
            }
            return Response(status: .ok, headers: ServerSentEvent.headers, body: Self.body(events))
        }
    }

    private static func body(_ events: LiveHub.Stream) -> ResponseBody {
        ResponseBody { writer in
            // At once, so that the page knows that it is connected, and when to come back.
            try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
            for await event in events { try await writer.write(ServerSentEvent.bytes(event)) }
            try await writer.finish(nil)
        }
    }
}

/// The text of server-sent events.
enum ServerSentEvent {
    static let headers: HTTPFields = [
        .contentType: "text/event-stream",
        .cacheControl: "no-store",
        // A proxy that gathers the stream would defeat it.
        HTTPField.Name("X-Accel-Buffering")!: "no",
    ]

    /// - Parameter data: JSON in one line, as `JSONWriter` writes it.
    static func bytes(name: String, data: [UInt8]) -> ByteBuffer {
        var buffer = ByteBuffer(string: "event: \(name)\ndata: ")
        buffer.writeBytes(data)
        buffer.writeString("\n\n")
        return buffer
    }

    static func bytes(_ event: LiveEvent) -> ByteBuffer {
        event == .heartbeat ? ByteBuffer(string: ":\n\n") : bytes(name: event.name, data: event.data.bytes)
    }
}
