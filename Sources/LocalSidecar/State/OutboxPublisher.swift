import Redis
import Synchronization

/// Publishes what transactions leave behind: a second later at the earliest, ten at a time, as Dapr's outbox over `pubsub.redis` does.
final class OutboxPublisher: Sendable {
    private let waiting = SharedStream<@Sendable () async -> Void>()
    private let publish: @Sendable (Outbox.Event, TraceContext) async -> Void

    init(publish: @escaping @Sendable (Outbox.Event, TraceContext) async -> Void) {
        self.publish = publish
    }

    func add(_ events: [Outbox.Event], trace: TraceContext) {
        for event in events {
            waiting.add { [publish] in
                try? await Task.sleep(for: .seconds(1))
                await publish(event, trace)
            }
        }
    }

    /// Runs until cancelled.
    func run() async {
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                for _ in 0..<10 {
                    group.addTask { while let work = await self.waiting.next(), !Task.isCancelled { await work() } }
                }
            }
        } onCancel: {
            waiting.finish()
        }
    }
}
