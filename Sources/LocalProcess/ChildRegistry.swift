import Glibc
import Threads

/// The children that run, so that none outlives a normal end of this program.
enum ChildRegistry {
    private static let children = Monitor<[Int32: Monitor<ChildState>]>([:])

    /// How long children get at exit to end by themselves before SIGKILL.
    private static let grace: Duration = .seconds(3)

    private static let installed: Void = {
        _ = atexit { ChildRegistry.endAll() }
    }()

    static func installOnce() {
        installed
    }

    static func add(_ pid: Int32, _ state: Monitor<ChildState>) {
        children.withLock { $0[pid] = state }
    }

    static func remove(_ pid: Int32) {
        children.withLock { $0[pid] = nil }
        children.broadcast()
    }

    /// Runs at exit, while the threads that reap still do.
    private static func endAll() {
        signalAll(SIGTERM)
        signalAll(SIGCONT)
        let deadline = MonotonicTime.now + grace
        let ended: Void? = children.wait(until: deadline) { $0.isEmpty ? () : nil }
        if ended == nil { signalAll(SIGKILL) }
    }

    private static func signalAll(_ signal: Int32) {
        for (pid, state) in children.withLock({ $0 }) {
            state.withLock { $0.send(signal, to: pid) }
        }
    }
}
