import Glibc

/// A value that only one thread at a time can touch, and that threads can wait on.
///
/// It is built on a POSIX mutex and condition variable rather than on `Synchronization.Mutex` for two reasons: a
/// thread can sleep until the value changes, and ThreadSanitizer sees the lock (it does not see the futex inside
/// `Mutex` on Linux and reports races that are none).
public final class Monitor<State: Sendable>: @unchecked Sendable {
    // Sendable is sound: `state` is reached only between `acquire` and `release`, and the two pointers never change.
    @usableFromInline var state: State
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    public init(_ state: State) {
        self.state = state
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Runs `body` alone. It must be short and must not call back into the same monitor.
    @inlinable
    public func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        acquire()
        defer { release() }
        return try body(&state)
    }

    /// Blocks the thread until `body` answers with a value; it is asked at once and after every signal.
    ///
    /// For threads of our own only: a task that blocks here takes a thread from the cooperative pool.
    /// - Parameter deadline: When to give up; nil waits for ever.
    /// - Returns: What `body` answered, or nil at the deadline.
    @inlinable
    public func wait<Result>(until deadline: MonotonicTime? = nil, for body: (inout State) -> Result?) -> Result? {
        acquire()
        defer { release() }
        while true {
            if let result = body(&state) { return result }
            guard sleep(until: deadline) else { return body(&state) }
        }
    }

    /// Wakes one thread that waits.
    public func signal() {
        pthread_cond_signal(condition)
    }

    /// Wakes all threads that wait.
    public func broadcast() {
        pthread_cond_broadcast(condition)
    }

    @usableFromInline
    func acquire() {
        pthread_mutex_lock(mutex)
    }

    @usableFromInline
    func release() {
        pthread_mutex_unlock(mutex)
    }

    /// Returns false when the deadline passed before a signal came.
    @usableFromInline
    func sleep(until deadline: MonotonicTime?) -> Bool {
        guard let deadline else { return pthread_cond_wait(condition, mutex) == 0 }
        var time = deadline.timespec
        return pthread_cond_timedwait(condition, mutex, &time) != ETIMEDOUT
    }
}
