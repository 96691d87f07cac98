import Glibc

/// What is known of a child, and who waits for its end.
///
/// Methods hand back the continuations to resume, so that nobody is resumed under the lock.
struct ChildState: Sendable {
    typealias Waiter = CheckedContinuation<ExitStatus?, Never>

    private(set) var exitStatus: ExitStatus?
    private var waiters: [Int: Waiter] = [:]
    private var givenUp: Set<Int> = []
    private var nextWaiter = 0

    mutating func newWaiter() -> Int {
        nextWaiter += 1
        return nextWaiter
    }

    /// Returns the continuation when there is nothing to wait for: the child has ended, or the time is up already.
    mutating func wait(_ waiter: Int, _ continuation: Waiter) -> Waiter? {
        guard exitStatus == nil, givenUp.remove(waiter) == nil else { return continuation }
        waiters[waiter] = continuation
        return nil
    }

    /// Ends one wait without a result.
    mutating func giveUp(_ waiter: Int) -> Waiter? {
        guard let continuation = waiters.removeValue(forKey: waiter) else {
            if exitStatus == nil { givenUp.insert(waiter) }
            return nil
        }
        return continuation
    }

    mutating func reap(_ pid: pid_t) -> [Waiter] {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        exitStatus = ExitStatus(waitStatus: status)
        defer { waiters.removeAll() }
        return Array(waiters.values)
    }

    func send(_ signal: Int32, to pid: pid_t) {
        guard exitStatus == nil else { return }
        kill(pid, signal)
    }

    /// A signal is only on its way when `kill(2)` returns, and one with a lower number would overtake SIGSTOP.
    func freeze(_ pid: pid_t) {
        guard exitStatus == nil, kill(pid, SIGSTOP) == 0 else { return }
        var info = siginfo_t()
        while waitid(P_PID, id_t(pid), &info, WSTOPPED | WEXITED | WNOWAIT) != 0, errno == EINTR {}
    }
}
