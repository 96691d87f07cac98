import Hummingbird
import Logging
import NIOCore
import Synchronization

/// An application under script: records every request and answers as told.
final class ScriptedApp: Sendable {
    struct Seen: Sendable {
        var method: String
        var path: String
        var body: String
    }

    private struct State {
        var seen: [Seen] = []
        var answers: [String: [Int]] = [:]
        var bodies: [String: String] = [:]
    }

    private let state = Mutex(State())

    /// Answers `path` with these statuses in turn; the last one stays. 200 for paths without.
    func on(_ path: String, _ statuses: Int...) { state.withLock { $0.answers[path] = statuses } }
    func on(_ path: String, body: String) { state.withLock { $0.bodies[path] = body } }

    func seen(_ path: String) -> [Seen] { state.withLock { $0.seen.filter { $0.path == path } } }

    /// The requests on `path` once there are so many; throws when they do not come.
    func wait(_ path: String, _ count: Int = 1, within limit: Duration = .seconds(15)) async throws -> [Seen] {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            let found = seen(path)
            if found.count >= count { return found }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw Missing(path: path, wanted: count, seen: state.withLock { $0.seen.map(\.path) })
    }

    struct Missing: Error {
        var path: String
        var wanted: Int
        var seen: [String]
    }

    func answer(_ seen: Seen) -> (status: Int, body: String) {
        state.withLock { state in
            state.seen.append(seen)
            let body = state.bodies[seen.path] ?? ""
            guard var statuses = state.answers[seen.path], let status = statuses.first else {
                return (seen.path.hasPrefix("/dapr/") && body.isEmpty ? 404 : 200, body)
            }
            if statuses.count > 1 {
                statuses.removeFirst()
                state.answers[seen.path] = statuses
            }
            return (status, body)
        }
    }

    /// Serves on a free port for as long as the body runs.
    func serve<Result: Sendable>(_ body: (Int) async throws -> Result) async throws -> Result {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: ScriptedResponder(app: self),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
            logger: silent
        )
        let server = Task { try await application.runService(gracefulShutdownSignals: []) }
        defer { server.cancel() }
        var iterator = ports.makeAsyncIterator()
        guard let bound = await iterator.next() else { throw Missing(path: "listening", wanted: 1, seen: []) }
        return try await body(bound)
    }
}

private struct ScriptedResponder: HTTPResponder {
    let app: ScriptedApp
    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let bytes = try await request.body.collect(upTo: 1 << 20)
        let (status, text) = app.answer(
            ScriptedApp.Seen(method: request.method.rawValue, path: request.uri.path, body: String(buffer: bytes))
        )
        return Response(status: .init(code: status), body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
