import Glibc
import Threads

/// A process that we started, watch and end.
///
/// A thread of its own waits for the end of each child, so `SIGCHLD` handling elsewhere does not matter. Signals go
/// out only while the child has not been reaped: they never hit a stranger that got the same process id. Children that
/// still run when this program ends normally (`exit` or a return from `main`) are ended first; see `ChildRegistry`.
public final class ChildProcess: Sendable {
    public let pid: Int32
    public let launch: ProcessLaunch
    private let state: Monitor<ChildState>

    private init(pid: Int32, launch: ProcessLaunch, state: Monitor<ChildState>) {
        self.pid = pid
        self.launch = launch
        self.state = state
    }

    /// Starts the process. It being started does not mean that it is ready for anything.
    public static func start(_ launch: ProcessLaunch) throws(ProcessError) -> ChildProcess {
        ChildRegistry.installOnce()
        let state = Monitor(ChildState())
        let pid = try launch.spawn()
        ChildRegistry.add(pid, state)
        let started = WorkerThread.start("child-\(pid)") { Self.reap(pid, state) }
        guard started else {
            Glibc.kill(pid, SIGKILL)
            Self.reap(pid, state)
            throw ProcessError(.startFailed, "\(launch.executable): no thread to watch it")
        }
        return ChildProcess(pid: pid, launch: launch, state: state)
    }

    /// How it ended, or nil while it runs (or is frozen).
    public var exitStatus: ExitStatus? {
        state.withLock { $0.exitStatus }
    }

    public var isRunning: Bool {
        exitStatus == nil
    }

    /// Asks it to end (SIGTERM). A frozen process hears of it when it is resumed.
    public func terminate() { send(SIGTERM) }

    /// Ends it at once (SIGKILL), frozen or not.
    public func kill() { send(SIGKILL) }

    /// Stops it where it is (SIGSTOP): it keeps its sockets and answers nothing. It has stopped when this returns.
    public func freeze() {
        state.withLock { $0.freeze(pid) }
    }

    /// Lets a frozen process go on (SIGCONT).
    public func resume() { send(SIGCONT) }

    /// Sends any signal; does nothing when the process has ended.
    public func send(_ signal: Int32) {
        state.withLock { $0.send(signal, to: pid) }
    }

    /// The end of the log file, for error messages: at most `bytes`, cut to whole lines where possible.
    public func logTail(bytes: Int = 2_000) -> String {
        launch.logFile.map { FileTail.read($0, bytes: bytes) } ?? ""
    }

    /// Waits for the end of the child.
    ///
    /// - Parameter deadline: How long to wait from now.
    /// - Throws: `.deadlineExceeded` with the end of the log, `.cancelled` when the task is.
    @discardableResult
    public func waitUntilExit(deadline: Duration) async throws(ProcessError) -> ExitStatus {
        let waiter = state.withLock { $0.newWaiter() }
        let timer = Task { [state] in
            try? await Task.sleep(for: deadline)
            state.withLock { $0.giveUp(waiter) }?.resume(returning: nil)
        }
        defer { timer.cancel() }
        let status = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0.wait(waiter, continuation) }?.resume(returning: state.withLock { $0.exitStatus })
            }
        } onCancel: {
            timer.cancel()
        }
        if let status { return status }
        guard !Task.isCancelled else { throw ProcessError(.cancelled, "cancelled while waiting for process \(pid)") }
        let name = launch.executable
        throw ProcessError(.deadlineExceeded, "\(name) (\(pid)) still runs after \(deadline)\n\(logTail())")
    }

    /// Runs on the child's thread: waits, reaps, tells everyone.
    private static func reap(_ pid: pid_t, _ state: Monitor<ChildState>) {
        var info = siginfo_t()
        // WNOWAIT leaves a zombie, so the id stays ours until the lock is held and no signal can be on its way.
        while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let waiters = state.withLock { $0.reap(pid) }
        ChildRegistry.remove(pid)
        let status = state.withLock { $0.exitStatus }
        for waiter in waiters { waiter.resume(returning: status) }
    }
}
