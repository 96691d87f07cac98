import Curl

extension DaprClient {
    /// `/v1.0/healthz`: the sidecar has started, its application listens, and the scheduler has been reached once. It says nothing about later losses.
    public func health() async -> DaprHealth {
        await health("/v1.0/healthz")
    }

    /// `/v1.0/healthz/outbound`: the components are loaded, whether the application listens or not. This is the one to wait for at start-up.
    public func outboundHealth() async -> DaprHealth {
        await health("/v1.0/healthz/outbound")
    }

    private func health(_ path: String) async -> DaprHealth {
        do throws(DaprError) {
            try await call(.health, .get, path, deadline: configuration.deadlines.metadata, traceparent: nil)
            return .ready
        } catch {
            return error.status == nil ? .unreachable(reason: error.message) : .notReady(reason: error.message)
        }
    }
}

/// What a health check of the sidecar found.
public enum DaprHealth: Sendable, Hashable {
    case ready
    /// It answers, but is not ready; in its own words why.
    case notReady(reason: String)
    case unreachable(reason: String)
}
