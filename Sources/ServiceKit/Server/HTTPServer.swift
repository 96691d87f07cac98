public import CoreMetrics
public import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle
public import Traces

/// An HTTP/1.1 server as a service: it listens until graceful shutdown, then lets the requests in progress end.
public struct HTTPServer<Responder: HTTPResponder>: Service
where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    /// The port that the server listens on, once it does.
    public let port = OneShot<Int>()

    private let responder: Responder
    private let configuration: HTTPServerConfiguration
    private let readiness: Readiness?
    private let logger: Logger

    /// - Parameter readiness: is told when the server begins to drain.
    public init(responder: Responder, configuration: HTTPServerConfiguration, readiness: Readiness? = nil, logger: Logger) {
        self.responder = responder
        self.configuration = configuration
        self.readiness = readiness
        self.logger = logger
    }

    /// - Parameters:
    ///   - router: made by `Router.service()`, with all its routes.
    ///   - metrics: where the durations of requests are counted: the registry that `/metrics` shows.
    ///   - tracer: makes a span of each request.
    public init(
        router: Router<ServiceRequestContext>,
        configuration: HTTPServerConfiguration,
        readiness: Readiness? = nil,
        metrics: any MetricsFactory = MetricsSystem.factory,
        tracer: Tracer = .off,
        logger: Logger
    ) where Responder == ServiceResponder {
        let responder = ServiceResponder(router: router, metrics: metrics, tracer: tracer)
        self.init(responder: responder, configuration: configuration, readiness: readiness, logger: logger)
    }

    /// - Throws: `HTTPServerError`
    public func run() async throws {
        defer { port.fail(HTTPServerError(.neverRan, "The server stopped before it listened.")) }
        do {
            try await drained { try await makeApplication().run() }
        } catch let error as IOError {
            let failure = HTTPServerError(.cannotListen, "Cannot listen on \(configuration.host):\(configuration.port): \(error)")
            port.fail(failure)
            throw failure
        }
    }

    private func makeApplication() -> Application<Responder> {
        Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [RequestBodyHandler(limit: configuration.maxBody)],
                    idleTimeout: .init(configuration.idleTimeout)
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                backlog: configuration.backlog
            ),
            onServerRunning: { channel in
                port.succeed(channel.localAddress?.port ?? configuration.port)
            },
            logger: logger
        )
    }

    /// Runs `body`, and cancels it when it has not ended within the time for draining after the graceful shutdown.
    private func drained(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await body() }
            group.addTask {
                try await gracefulShutdown()
                readiness?.drain()
                try await Task.sleep(for: configuration.drainTimeout)
                throw HTTPServerError(.drainTimedOut, "Requests were still in progress after \(configuration.drainTimeout).")
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
