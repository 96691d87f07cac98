import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// An HTTP server on 127.0.0.1, and on nothing else.
struct LoopbackServer: Service {
    let port: Int
    let logger: Logger
    let group: any EventLoopGroup
    /// Called with the port once it listens.
    let onListening: @Sendable (Int) -> Void
    let handle: @Sendable (APIRequest) async -> APIResponse

    func run() async throws {
        let application = Application(
            responder: HandlerResponder(handle: handle),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), backlog: 1024),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? port) },
            eventLoopGroupProvider: .shared(group),
            logger: logger
        )
        // All of a server's work on the thread of its event loop: fewer hops from thread to thread, half the processor time a call.
        try await withTaskExecutorPreference(LoopExecutor(group.next())) {
            try await application.run()
        }
    }
}
