/// How many callbacks run at the same time: few as long as the application is quick, because that is fastest on a small
/// machine, and up to Dapr's 1,024 connections as soon as it is not.
struct Concurrency: Equatable {
    static let quick = 64
    static let most = 1024

    private(set) var limit = quick
    private(set) var running = 0
    private var finishedSinceCheck = 0
    private var checks = 0

    var free: Int { max(0, limit - running) }

    mutating func started(_ count: Int) { running += count }

    mutating func finished() {
        running -= 1
        finishedSinceCheck += 1
    }

    /// Called each five milliseconds while all places are taken: when few callbacks have finished in twenty-five, more may start.
    mutating func check() {
        checks += 1
        guard checks >= 5 else { return }
        checks = 0
        if finishedSinceCheck < limit / 4 { limit = min(Self.most, limit * 4) }
        finishedSinceCheck = 0
    }

    /// Called when there were free places: what was slow may be quick again.
    mutating func relax() {
        if running < limit / 4 { limit = max(Self.quick, limit / 2) }
        checks = 0
        finishedSinceCheck = 0
    }
}
