import Curl
import Logging
import NIOCore
import NIOPosix

/// What a sidecar does with its application, in Dapr's order: wait for its port, probe its health, ask for its configuration and
/// subscriptions, start subscriptions and bindings, and take jobs.
struct AppStartup: Sendable {
    let runtime: SidecarRuntime
    let group: any EventLoopGroup

    /// Runs until cancelled.
    func run() async {
        await withDiscardingTaskGroup { tasks in
            tasks.addTask { await connectScheduler() }
            tasks.addTask { await runtime.outboxes.run() }
            guard (try? await waitForPort()) != nil, (try? await waitForHealth()) != nil else { return }
            if runtime.configuration.healthCheck != nil { tasks.addTask { await watchHealth() } }
            if runtime.app.port != nil {
                _ = try? await ask("/dapr/config")
                runtime.setSubscriptions(await subscriptions())
            }
            runtime.gate.start()
            guard !Task.isCancelled else { return }
            if runtime.app.port != nil {
                guard !isStarved() else { return }
                await startInputs(&tasks)
            }
            runtime.readiness.setReady()
            runtime.logger.info("the sidecar is ready", metadata: ["app-id": "\(runtime.appID)"])
            await runtime.jobs.run()
        }
    }

    private func connectScheduler() async {
        while !runtime.scheduler.isDisabled, !runtime.scheduler.wasReached, !Task.isCancelled {
            await runtime.scheduler.probe()
            if !runtime.scheduler.wasReached { try? await Task.sleep(for: .milliseconds(500)) }
        }
    }

    /// Without limit: an application may take its time.
    private func waitForPort() async throws {
        guard let port = runtime.app.port else { return }
        while true {
            try Task.checkCancellation()
            let bootstrap = ClientBootstrap(group: group).connectTimeout(.milliseconds(500))
            if let channel = try? await bootstrap.connect(host: "127.0.0.1", port: port).get() {
                try? await channel.close()
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func probe(_ check: SidecarConfiguration.HealthCheck) async -> Bool {
        let answer = try? await runtime.app.call(.get, check.path, deadline: check.timeout)
        return answer.map { (200..<300).contains($0.status) } ?? false
    }

    private func waitForHealth() async throws {
        guard let check = runtime.configuration.healthCheck, runtime.app.port != nil else { return }
        while !(await probe(check)) { try await Task.sleep(for: check.interval) }
    }

    private func watchHealth() async {
        guard let check = runtime.configuration.healthCheck, runtime.app.port != nil else { return }
        var health = AppHealth(threshold: check.threshold)
        _ = health.probed(isGood: true)
        while !Task.isCancelled {
            try? await Task.sleep(for: check.interval)
            guard !Task.isCancelled else { return }
            if health.probed(isGood: await probe(check)) {
                runtime.logger.info("the application has become \(health.isHealthy ? "healthy" : "unhealthy")")
                runtime.gate.setHealthy(health.isHealthy)
            }
        }
    }

    private func ask(_ path: String) async throws(CurlError) -> CurlResponse {
        try await runtime.app.call(
            .get,
            path,
            headers: [("dapr-app-id", runtime.appID), ("Content-Type", "application/json")],
            deadline: .seconds(60)
        )
    }

    /// Declared and programmatic ones; the application is asked once, and only if there is a pub/sub component.
    private func subscriptions() async -> [Subscription] {
        var subscriptions = runtime.resources.subscriptions
        guard !runtime.pubsubs.isEmpty else { return subscriptions }
        for subscription in await programmaticSubscriptions()
        where !subscriptions.contains(where: { $0.pubsub == subscription.pubsub && $0.topic == subscription.topic }) {
            subscriptions.append(subscription)
        }
        return subscriptions
    }

    /// Only a call that fails altogether is repeated; an odd answer means none.
    private func programmaticSubscriptions() async -> [Subscription] {
        for attempt in 0..<4 {
            if attempt > 0 { try? await Task.sleep(for: .milliseconds(500 << (attempt - 1))) }
            guard let answer = try? await ask("/dapr/subscribe") else { continue }
            guard answer.status == 200, let list = (try? GoValue(json: answer.body, numbers: .verbatim))?.array else { return [] }
            return list.compactMap { value in
                do {
                    return try Subscription(answer: value)
                } catch {
                    runtime.logger.error("a subscription of the application is left out", metadata: ["error": "\(error)"])
                    return nil
                }
            }
        }
        return []
    }

    /// Whether a component has more subscriptions than its pool has connections: as in Dapr, the sidecar is never ready then.
    private func isStarved() -> Bool {
        for (name, pubsub) in runtime.pubsubs {
            let topics = runtime.subscriptions.filter { $0.pubsub == name }.count
            guard pubsub.settings.isStarved(topics: topics, cores: Host.cores) else { continue }
            runtime.logger.error(
                "connection pool timeout: every subscribed topic takes a connection; set poolSize",
                metadata: ["pubsub": "\(name)", "topics": "\(topics)"]
            )
            return true
        }
        return false
    }

    private func startInputs(_ tasks: inout DiscardingTaskGroup) async {
        for (name, pubsub) in runtime.pubsubs {
            var deliveries: [String: EventDelivery] = [:]
            for subscription in runtime.subscriptions where subscription.pubsub == name {
                guard pubsub.settings.maySubscribe(subscription.topic) else { continue }
                deliveries[subscription.topic] = EventDelivery(
                    subscription: subscription,
                    policy: runtime.resources.resiliency.inbound[name],
                    deadLetters: pubsub,
                    runtime: runtime
                )
            }
            guard !deliveries.isEmpty else { continue }
            let consumer = PubSubConsumer(pubsub: pubsub, deliveries: deliveries, gate: runtime.gate, logger: runtime.logger)
            tasks.addTask { await consumer.run() }
        }
        for binding in runtime.bindings {
            let ticker = CronTicker(binding: binding, policy: runtime.resources.resiliency.inbound[binding.name], runtime: runtime)
            if await ticker.isBound() { tasks.addTask { await ticker.run() } }
        }
    }
}
