import Logging
import Redis
import Synchronization

/// Reads the subscribed topics of one `pubsub.redis` component and gives each message to one of its workers.
final class PubSubConsumer: Sendable {
    private let pubsub: RedisPubSub
    private let deliveries: [String: EventDelivery]
    private let gate: AppGate
    private let logger: Logger
    /// Messages read and not yet in a worker's hands.
    private let waiting = Atomic<Int>(0)

    init(pubsub: RedisPubSub, deliveries: [String: EventDelivery], gate: AppGate, logger: Logger) {
        self.pubsub = pubsub
        self.deliveries = deliveries
        self.gate = gate
        self.logger = logger
    }

    private var topics: [String] { deliveries.keys.sorted() }

    /// Runs until cancelled.
    func run() async {
        let queue = SharedStream<StreamMessage>()
        let reader = pubsub.reader()
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.read(reader, queue) }
                group.addTask { await self.reclaim(queue) }
                for _ in 0..<pubsub.settings.concurrency {
                    group.addTask { await self.work(queue) }
                }
            }
        } onCancel: {
            queue.finish()
        }
        reader.shutdown()
    }

    private func read(_ reader: RedisClient, _ queue: SharedStream<StreamMessage>) async {
        var joined: [String] = []
        var nextJoin = ContinuousClock.now
        while !Task.isCancelled {
            guard (try? await gate.waitUntilOpen()) != nil else { return }
            if joined.count < deliveries.count, ContinuousClock.now >= nextJoin {
                joined = await join()
                nextJoin = .now + .seconds(1)
            }
            let room = pubsub.settings.queueDepth - waiting.load(ordering: .relaxed)
            guard room > 0, !joined.isEmpty else {
                try? await Task.sleep(for: .milliseconds(joined.isEmpty ? 100 : 2))
                continue
            }
            do throws(RedisError) {
                let read = try await pubsub.read(joined, limit: room, reader)
                // What was read while the application became unhealthy stays pending, and comes again after the processing timeout.
                if gate.isOpen { add(read, to: queue) }
            } catch {
                // A stream or its group is gone, after FLUSHALL for example.
                if !error.isConnectionFailure { joined = [] }
                if !Task.isCancelled { logger.debug("topics cannot be read", metadata: ["pubsub": "\(pubsub.name)", "error": "\(error)"]) }
                try? await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    /// The topics that can be read. One whose key is no stream does not keep the others waiting.
    private func join() async -> [String] {
        var joined: [String] = []
        for topic in topics {
            do throws(RedisError) {
                try await pubsub.join(topic)
                joined.append(topic)
            } catch {
                if !error.isConnectionFailure {
                    logger.error("a topic cannot be subscribed", metadata: ["topic": "\(topic)", "error": "\(error)"])
                }
            }
        }
        return joined
    }

    private func reclaim(_ queue: SharedStream<StreamMessage>) async {
        let settings = pubsub.settings
        guard settings.redeliverInterval.nanoseconds > 0, settings.processingTimeout.nanoseconds > 0 else { return }
        while !Task.isCancelled {
            try? await Task.sleep(for: settings.redeliverInterval.duration)
            guard gate.isOpen, !Task.isCancelled else { continue }
            for topic in topics {
                if let found = try? await pubsub.reclaim(topic) { add(found, to: queue) }
            }
        }
    }

    private func add(_ messages: [StreamMessage], to queue: SharedStream<StreamMessage>) {
        waiting.wrappingAdd(messages.count, ordering: .relaxed)
        for message in messages { queue.add(message) }
    }

    private func work(_ queue: SharedStream<StreamMessage>) async {
        while let message = await queue.next(), !Task.isCancelled {
            waiting.wrappingSubtract(1, ordering: .relaxed)
            guard let delivery = deliveries[message.topic] else { continue }
            let start = ContinuousClock.now
            let isHandled = await delivery.handle(message)
            // A failed message is acknowledged all the same, unless its time was over.
            let isOverdue = Span(ContinuousClock.now - start) > pubsub.settings.processingTimeout
            guard isHandled || !isOverdue, !Task.isCancelled else { continue }
            try? await pubsub.acknowledge(message)
        }
    }
}
