import ServiceLifecycle
import Synchronization

/// A body that runs again and again until the process shuts down gracefully: every loop of the engine is one of these.
///
/// The body returns when it wants to run next. Shutdown wakes a sleeping loop; a body under way is left to finish.
final class Loop: Service {
    private let clock: any WallClock
    private let alarm: Alarm
    private let isStopping = Atomic(false)
    private let body: @Sendable () async -> Timestamp

    init(clock: any WallClock, alarm: Alarm = Alarm(), body: @escaping @Sendable () async -> Timestamp) {
        self.clock = clock
        self.alarm = alarm
        self.body = body
    }

    func run() async {
        await withGracefulShutdownHandler {
            while !isStopping.load(ordering: .acquiring), !Task.isCancelled {
                let next = await body()
                if isStopping.load(ordering: .acquiring) { return }
                await alarm.sleep(until: next, by: clock)
            }
        } onGracefulShutdown: {
            self.isStopping.store(true, ordering: .releasing)
            self.alarm.ring()
        }
    }
}
