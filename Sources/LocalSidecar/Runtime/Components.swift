import Redis

/// The components of the resource files, as far as a local sidecar knows them.
struct Components {
    private(set) var stores: [String: StateStore] = [:]
    private(set) var pubsubs: [String: RedisPubSub] = [:]
    private(set) var bindings: [CronBinding] = []
    /// The server of the first component that has one.
    private(set) var firstRedis: RedisPool.Target?

    init(_ components: [Component], pool: RedisPool, configuration: SidecarConfiguration) throws(ResourceError) {
        for component in components {
            switch component.type {
            case "state.redis":
                let target = try RedisPool.Target(component)
                firstRedis = firstRedis ?? target
                stores[component.name] = StateStore(
                    component,
                    redis: pool.client(target),
                    appID: configuration.appID,
                    namespace: configuration.namespace
                )
            case "pubsub.redis":
                let target = try RedisPool.Target(component)
                firstRedis = firstRedis ?? target
                pubsubs[component.name] = RedisPubSub(
                    name: component.name,
                    settings: RedisPubSubSettings(component, appID: configuration.appID),
                    redis: pool.client(target),
                    reader: { pool.blockingClient(target) }
                )
            case "bindings.cron": bindings.append(try CronBinding(component))
            case "secretstores.local.env": break
            case let type:
                throw ResourceError(
                    "component \(component.name): the local sidecar has no \(type); it knows state.redis, pubsub.redis and bindings.cron"
                )
            }
        }
    }

    /// Every server has to answer, or the sidecar does not start.
    func check() async throws(SidecarError) {
        var clients = pubsubs.values.map { ($0.name, $0.redis) }
        clients += stores.values.map { ($0.name, $0.redis) }
        for (name, redis) in clients {
            do throws(RedisError) {
                _ = try await redis.send(["PING"])
            } catch {
                throw SidecarError(.component, "component \(name): its Redis does not answer: \(error.message)")
            }
        }
    }

    func outbox(appID: String, clock: SidecarClock, journal: Journal) -> OutboxPublisher {
        let pubsubs = pubsubs
        return OutboxPublisher { event, trace in
            guard let pubsub = pubsubs[event.pubsub] else { return }
            var metadata = event.attributes.filter { CloudEvent.settable.contains($0.key) }
            for (name, value) in metadata { metadata["cloudevent.\(name)"] = value }
            metadata["cloudevent.id"] = "outbox-" + SidecarRuntime.randomID()
            metadata["cloudevent.traceparent"] = ""
            let surroundings = CloudEvent.Surroundings(
                appID: appID,
                pubsub: event.pubsub,
                topic: event.topic,
                trace: trace,
                now: clock.now(),
                newID: SidecarRuntime.randomID
            )
            var envelope = CloudEvent(data: ("data", event.data), contentType: event.contentType, metadata: metadata, surroundings)
            for (name, value) in event.attributes where !CloudEvent.settable.contains(name) && name != "contentType" {
                envelope.fields[name] = .string(value)
            }
            try? await pubsub.publish(envelope.bytes, metadata: [:], topic: event.topic, now: clock.now())
            journal.record(.published, event.topic, id: envelope.id)
        }
    }
}

extension CloudEvent {
    /// Attributes that metadata of an outbox operation sets through the envelope; all others become extensions.
    static let settable: Set<String> = ["type", "source", "subject"]
}
