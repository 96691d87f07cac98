public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle
import Synchronization

/// A stand-in for daprd 1.18.3 on one machine: the building blocks that Punctual uses, with Dapr's behaviour on the wire, and able to
/// fail in every way Dapr can.
///
/// For development and tests. It listens on 127.0.0.1 only. See `docs/local-sidecar.md`.
public final class LocalSidecar: Service {
    /// The ports that a running sidecar listens on.
    public struct Ports: Sendable, Equatable {
        public var http = 0
        /// 0 when there is none.
        public var internalPort = 0
        public var metrics = 0
        public var control = 0
    }

    private let runtime: SidecarRuntime
    private let group: any EventLoopGroup
    private let stop: AsyncStream<Void>
    private let stopper: AsyncStream<Void>.Continuation
    private let listening = Mutex<Ports>(Ports())

    /// - Throws: `SidecarError` for resource files that cannot be used.
    public init(_ configuration: SidecarConfiguration, logger: Logger) throws(SidecarError) {
        runtime = try SidecarRuntime(configuration, clock: .system, logger: logger)
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        (stop, stopper) = AsyncStream.makeStream(of: Void.self)
    }

    /// Serves until graceful shutdown, cancellation or `POST /v1.0/shutdown`.
    ///
    /// - Throws: `SidecarError` when a component's server does not answer or a port cannot be opened.
    public func run() async throws {
        try await runtime.checkComponents()
        let failure: (any Error)? = await withTaskGroup(of: (any Error)?.self) { tasks in
            for server in servers() {
                tasks.addTask {
                    do {
                        try await server.run()
                        return nil
                    } catch is CancellationError {
                        return nil
                    } catch {
                        return SidecarError(.listen, "port \(server.port) cannot be served: \(error)")
                    }
                }
            }
            tasks.addTask { [runtime, group] in
                await AppStartup(runtime: runtime, group: group).run()
                return nil
            }
            tasks.addTask { await self.register() }
            tasks.addTask { [stop] in
                for await _ in stop { break }
                return nil
            }
            tasks.addTask {
                try? await gracefulShutdown()
                return nil
            }
            let first = await tasks.next() ?? nil
            tasks.cancelAll()
            return first
        }
        await runtime.shutdown()
        if let failure { throw failure }
    }

    private func servers() -> [LoopbackServer] {
        let runtime = runtime
        let dispatcher = Dispatcher(runtime: runtime) { [stopper] in
            Task {
                // The answer goes out first.
                try? await Task.sleep(for: .milliseconds(100))
                stopper.yield()
            }
        }
        var servers = [server(runtime.configuration.httpPort, \.http) { await dispatcher.respond($0) }]
        if let port = runtime.configuration.internalPort {
            servers.append(server(port, \.internalPort) { await InvokeAPI(runtime: runtime).receive($0) })
        }
        if let port = runtime.configuration.metricsPort {
            servers.append(
                server(port, \.metrics) { _ in
                    APIResponse(
                        200,
                        headers: [("Content-Type", "text/plain; version=0.0.4; charset=utf-8")],
                        body: Array(runtime.metrics.registry.exposition.utf8)
                    )
                }
            )
        }
        if let port = runtime.configuration.controlPort {
            servers.append(server(port, \.control) { await ControlAPI(runtime: runtime).respond($0) })
        }
        return servers
    }

    private func server(
        _ port: Int,
        _ path: any WritableKeyPath<Ports, Int> & Sendable,
        _ handle: @escaping @Sendable (APIRequest) async -> APIResponse
    ) -> LoopbackServer {
        LoopbackServer(
            port: port,
            logger: runtime.serverLogger,
            group: group,
            onListening: { bound in self.listening.withLock { $0[keyPath: path] = bound } },
            handle: handle
        )
    }

    /// Keeps this sidecar's address in the registry while it runs.
    private func register() async -> (any Error)? {
        if case .registry(let registry) = runtime.resolver, runtime.configuration.internalPort != nil {
            while !Task.isCancelled {
                let port = listening.withLock { $0.internalPort }
                if port != 0 { try? await registry.renew(runtime.appID, "127.0.0.1:\(port)") }
                try? await Task.sleep(for: .seconds(port == 0 ? 0.05 : 3))
            }
            let appID = runtime.appID
            await Task { try? await registry.leave(appID) }.value
            return nil
        }
        // Nothing to do, and the first task to end would end them all.
        try? await Task.sleep(for: AppChannel.withoutLimit)
        return nil
    }

    /// The ports once all of them are open.
    public func ports() async throws -> Ports {
        let configuration = runtime.configuration
        while true {
            let ports = listening.withLock { $0 }
            let isComplete =
                ports.http != 0 && (ports.internalPort != 0 || configuration.internalPort == nil)
                && (ports.metrics != 0 || configuration.metricsPort == nil) && (ports.control != 0 || configuration.controlPort == nil)
            if isComplete { return ports }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Replaces all faults; the schedules of the new ones begin now.
    public func setFaults(_ rules: [FaultRule], seed: UInt64 = 0) { runtime.faults.set(rules, seed: seed) }

    /// How often each rule has struck, in their order.
    public var faultHits: [Int] { runtime.faults.state.hits }

    /// What it received and delivered after that entry, oldest first.
    public func journal(after number: UInt64 = 0, limit: Int = .max) -> [JournalEntry] {
        runtime.journal.entries(after: number, limit: limit).entries
    }

    /// Whether `/v1.0/healthz` says yes.
    public var isReady: Bool { runtime.readiness.missing.isEmpty }

    /// Ends `run`.
    public func shutdown() { stopper.yield() }
}
