import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import ServiceKit
import Synchronization

/// A webhook on a real socket that answers what a test tells it, and remembers what came.
final class WebhookReceiver: Sendable {
    struct Received: Sendable {
        let headers: HTTPFields
        let body: [UInt8]

        var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
    }

    private let state = Mutex((received: [Received](), status: HTTPResponse.Status.ok, fields: HTTPFields(), gate: OneShot<Void>?.none))

    var received: [Received] { state.withLock { $0.received } }

    func answer(_ status: HTTPResponse.Status, headers: HTTPFields = [:]) {
        state.withLock { ($0.status, $0.fields) = (status, headers) }
    }

    /// No answer comes before the gate is opened.
    func hold() -> OneShot<Void> {
        let gate = OneShot<Void>()
        state.withLock { $0.gate = gate }
        return gate
    }

    /// - Parameter body: is given the URL.
    func serve(_ body: sending @escaping (String) async throws -> Void) async throws {
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) in try await self.respond(request) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
            logger: quiet
        )
        try await withThrowingTaskGroup { group in
            group.addTask { try await application.run() }
            var iterator = ports.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            defer { group.cancelAll() }
            try await body("http://127.0.0.1:\(port)/hook")
        }
    }

    private func respond(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 1 << 20)
        let (status, fields, gate) = state.withLock { state in
            state.received.append(Received(headers: request.headers, body: Array(buffer: body)))
            return (state.status, state.fields, state.gate)
        }
        try? await gate?.value()
        return Response(status: status, headers: fields)
    }
}
