public import ServiceLifecycle

/// Ends all live streams when the process is told to stop: the server would wait for them in vain. To be started last, and so stopped first.
public struct LiveClosing: Service {
    private let hub: LiveHub

    public init(_ hub: LiveHub) {
        self.hub = hub
    }

    public func run() async throws {
        try? await gracefulShutdown()
        hub.close()
    }
}
