import Curl
import Dapr
import HTTPTypes
import Hummingbird
import JSON
import Logging
import NIOCore
import Synchronization

/// A sidecar that answers what a test tells it, on a real socket, and remembers what it was asked.
final class ScriptedSidecar: Sendable {
    struct Asked: Sendable {
        let method: String
        let path: String
        let headers: HTTPFields
        let body: [UInt8]
    }

    typealias Answer = (status: Int, body: String)
    typealias Script = @Sendable (Asked) -> Answer

    private let asked = Mutex<[Asked]>([])
    private let script = Mutex<Script>({ _ in (204, "") })
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    func answer(_ script: @escaping Script) { self.script.withLock { $0 = script } }

    var requests: [Asked] { asked.withLock { $0 } }
    var paths: [String] { requests.map(\.path) }

    /// Runs a test with such a sidecar and a client of it.
    static func with(
        apiToken: String? = nil,
        deadlines: DaprDeadlines = .init(),
        _ body: @Sendable (ScriptedSidecar, DaprClient) async throws -> Void
    ) async throws {
        let sidecar = ScriptedSidecar()
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) in try await sidecar.respond(request) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
            logger: quiet
        )
        try await withThrowingTaskGroup { group in
            group.addTask { try await application.run() }
            var iterator = ports.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            let http = CurlClient(logger: quiet)
            let configuration = DaprConfiguration(httpEndpoint: "http://127.0.0.1:\(port)/", apiToken: apiToken, deadlines: deadlines)
            try await body(sidecar, DaprClient(configuration, http: http, logger: quiet))
            await http.shutdown()
            group.cancelAll()
        }
    }

    private func respond(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 8 << 20)
        let asked = Asked(
            method: request.method.rawValue,
            path: request.uri.description,
            headers: request.headers,
            body: Array(buffer: body)
        )
        self.asked.withLock { $0.append(asked) }
        let answer = script.withLock { $0 }(asked)
        return Response(status: .init(code: answer.status), body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
    }
}

extension DaprError {
    static func caught(_ body: () async throws(DaprError) -> some Any) async -> DaprError? {
        do throws(DaprError) {
            _ = try await body()
            return nil
        } catch {
            return error
        }
    }
}
