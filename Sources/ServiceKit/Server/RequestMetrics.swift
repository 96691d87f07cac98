import CoreMetrics
import HTTPTypes
import Synchronization

/// Duration and number of requests by route, method and status.
///
/// Routes come from the router's own table and not from the path, and unusual methods are lumped together, so that callers cannot make up labels.
final class RequestMetrics: Sendable {
    struct Key: Hashable {
        let route: String
        let method: HTTPRequest.Method
        let status: HTTPResponse.Status
    }

    private let timers = Mutex<[Key: Timer]>([:])
    private let factory: any MetricsFactory

    init(factory: any MetricsFactory) {
        self.factory = factory
    }

    func record(_ key: Key, duration: Duration) {
        let timer = timers.withLock { timers in
            if let timer = timers[key] { return timer }
            let timer = makeTimer(key)
            // Statuses are ours; methods are the caller's, and any word is one.
            if Self.usualMethods.contains(key.method) { timers[key] = timer }
            return timer
        }
        timer.recordNanoseconds(duration.nanoseconds)
    }

    private static let usualMethods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]

    private func makeTimer(_ key: Key) -> Timer {
        let method = Self.usualMethods.contains(key.method) ? key.method.rawValue : "other"
        return Timer(
            label: "http_server_request_duration_seconds",
            dimensions: [("route", key.route), ("method", method), ("status", String(key.status.code))],
            preferredDisplayUnit: .seconds,
            factory: factory
        )
    }
}

extension Duration {
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
