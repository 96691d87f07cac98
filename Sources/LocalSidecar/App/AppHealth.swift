/// Decides from probe results whether the application is healthy: unhealthy at first, healthy at the first good probe,
/// unhealthy after `threshold` bad ones in a row (Dapr 1.18).
struct AppHealth: Equatable {
    let threshold: Int
    private(set) var isHealthy = false
    private var failures = 0

    init(threshold: Int) {
        self.threshold = max(1, threshold)
    }

    /// Takes a result and returns whether the state has changed.
    mutating func probed(isGood: Bool) -> Bool {
        let before = isHealthy
        if isGood {
            failures = 0
            isHealthy = true
        } else {
            failures += 1
            if failures >= threshold { isHealthy = false }
        }
        return isHealthy != before
    }
}
