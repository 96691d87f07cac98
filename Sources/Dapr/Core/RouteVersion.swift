import Synchronization

/// Which of two paths to the same API the sidecar serves, found by use: the stable one (`/v1.0/…`) or, with older sidecars, the alpha one.
final class RouteVersion: Sendable {
    private let stable: String
    private let alpha: String
    private let isAlphaFirst = Atomic(false)

    init(stable: String, alpha: String) {
        self.stable = stable
        self.alpha = alpha
    }

    /// Calls with the path that worked last, and with the other one if the sidecar does not know the first.
    func call<Value>(_ body: (String) async throws(DaprError) -> Value) async throws(DaprError) -> Value {
        let startsWithAlpha = isAlphaFirst.load(ordering: .relaxed)
        do throws(DaprError) {
            return try await body(startsWithAlpha ? alpha : stable)
        } catch {
            // Whoever answers at this address next may be of another version.
            if error.isSidecarAway { isAlphaFirst.store(false, ordering: .relaxed) }
            guard error.isRouteAbsent else { throw error }
        }
        // An error of the route itself shows as well as a success that the route is there.
        do throws(DaprError) {
            let value = try await body(startsWithAlpha ? stable : alpha)
            isAlphaFirst.store(!startsWithAlpha, ordering: .relaxed)
            return value
        } catch {
            if !error.isRouteAbsent, error.status != nil { isAlphaFirst.store(!startsWithAlpha, ordering: .relaxed) }
            throw error
        }
    }
}

extension DaprError {
    /// The sidecar has no such route. A request that it does not know falls through to service invocation.
    var isRouteAbsent: Bool {
        status == 404 && code == "ERR_DIRECT_INVOKE"
    }
}
