import CLinux
import Glibc

/// Threads of our own, for C calls that block: they must not hold a thread of Swift's cooperative pool.
public enum WorkerThread {
    /// Runs `body` on a new detached thread, which ends with it.
    ///
    /// The thread takes no signals, so that handlers run where the process expects them.
    /// - Parameters:
    ///   - name: Shown by `top -H` and in core dumps; Linux keeps the first 15 bytes.
    /// - Returns: False when the system has no thread to give; `body` is dropped then.
    @discardableResult
    public static func start(_ name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        let job = Unmanaged.passRetained(Job(name: String(name.prefix(15)), body: body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, 1 << 20)
        var thread = pthread_t()
        let result = pthread_create(&thread, &attributes, { WorkerThread.enter($0) }, job.toOpaque())
        if result != 0 { job.release() }
        return result == 0
    }

    /// Runs blocking work on a thread of its own and suspends the caller meanwhile.
    ///
    /// Starting a thread costs tens of microseconds: meant for rare calls. When the system has no thread to give,
    /// the work runs on the caller's.
    public static func run<Value: Sendable>(_ name: String, _ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            if !start(name, { continuation.resume(returning: body()) }) { continuation.resume(returning: body()) }
        }
    }

    private final class Job: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    private static func enter(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        let job = Unmanaged<Job>.fromOpaque(argument).takeRetainedValue()
        pthread_setname_np(pthread_self(), job.name)
        job.body()
        return nil
    }
}
