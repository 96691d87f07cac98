import Testing

@testable import LocalSidecar

@Suite("Resource files")
struct ResourceTests {
    private func read(_ yaml: String, appID: String = "app", environment: [String: String] = [:]) throws -> Resources {
        try Resources(files: [("r.yaml", yaml)], appID: appID, environment: environment)
    }

    @Test("components, subscriptions of both versions and policies come from one file")
    func everything() throws {
        let resources = try read(
            """
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata: {name: pubsub}
            spec:
              type: pubsub.redis
              version: v1
              metadata:
                - {name: redisHost, value: "127.0.0.1:6379"}
                - {name: redisPassword, secretKeyRef: {name: redis, key: REDIS_PASSWORD}}
                - {name: processingTimeout, value: 1000}
                - {name: redeliverInterval, value: 500ms}
                - {name: concurrency, value: 3}
            ---
            apiVersion: dapr.io/v1alpha1
            kind: Subscription
            metadata: {name: old}
            spec: {pubsubname: pubsub, topic: t1, route: /old, metadata: {rawPayload: true}}
            scopes: [app]
            ---
            apiVersion: dapr.io/v2alpha1
            kind: Subscription
            metadata: {name: new}
            spec:
              pubsubname: pubsub
              topic: t2
              deadLetterTopic: dead
              bulkSubscribe: {enabled: true, maxMessagesCount: 7, maxAwaitDurationMs: 20}
              routes:
                rules: [{match: 'event.type == "x"', path: /x}]
                default: /rest
            ---
            apiVersion: dapr.io/v1alpha1
            kind: Resiliency
            metadata: {name: r}
            spec:
              policies:
                retries: {slow: {policy: constant, duration: 2s, maxRetries: 3, matching: {httpStatusCodes: "429,500-599"}}}
                timeouts: {short: 3s}
              targets: {components: {pubsub: {inbound: {retry: slow, timeout: short}}}}
            """,
            environment: ["REDIS_PASSWORD": "secret"]
        )
        let component = try #require(resources.components.first)
        #expect(component["redispassword"] == "secret")
        let settings = RedisPubSubSettings(component, appID: "app")
        #expect(settings.processingTimeout == .seconds(1) && settings.redeliverInterval == .seconds(15) && settings.concurrency == 3)
        #expect(settings.consumer == "app")
        #expect(resources.subscriptions.map(\.topic) == ["t1", "t2"] && resources.subscriptions[0].isRaw)
        #expect(resources.subscriptions[1].rules.map(\.path) == ["/x", "/rest"])
        #expect(resources.subscriptions[1].bulk == .init(maxMessages: 7, maxAwaitMilliseconds: 20))
        let policy = try #require(resources.resiliency.inbound["pubsub"])
        #expect(policy.timeout == .seconds(3))
        #expect(policy.retry?.pause(beforeRetry: 3, status: 503) == .seconds(2))
        #expect(policy.retry?.pause(beforeRetry: 4, status: 503) == nil)
        #expect(policy.retry?.pause(beforeRetry: 1, status: 400) == nil)
    }

    @Test("a resource scoped to others is not there")
    func scopes() throws {
        let yaml = "kind: Component\nmetadata: {name: s}\nspec: {type: state.redis}\nscopes: [other]"
        #expect(try read(yaml).components.isEmpty)
        #expect(try read(yaml, appID: "other").components.count == 1)
    }

    @Test(
        "a resource that cannot be used is named",
        arguments: [
            "kind: Component\nmetadata: {name: s}", "kind: Elephant\nmetadata: {name: s}",
            "kind: Subscription\nmetadata: {name: s}\nspec: {topic: t}",
            "kind: Subscription\nmetadata: {name: s}\nspec: {pubsubname: p, topic: t, routes: {rules: [{match: 'event.', path: /x}]}}",
            "kind: Resiliency\nmetadata: {name: r}\nspec: {targets: {components: {p: {inbound: {retry: none}}}}}", "a: [",
            "kind: Component\nmetadata: {name: s}\nspec: {type: a}\n---\nkind: Component\nmetadata: {name: s}\nspec: {type: a}",
        ]
    )
    func refused(yaml: String) {
        #expect(throws: ResourceError.self) { try read(yaml) }
    }

    @Test("topics are allowed as scopes say")
    func topicScopes() throws {
        let yaml = """
            kind: Component
            metadata: {name: p}
            spec:
              type: pubsub.redis
              metadata:
                - {name: publishingScopes, value: "app=a,b;other="}
                - {name: protectedTopics, value: "secret"}
            """
        let component = try #require(try read(yaml).components.first)
        #expect(
            RedisPubSubSettings(component, appID: "app").mayPublish("a") && !RedisPubSubSettings(component, appID: "app").mayPublish("c")
        )
        #expect(!RedisPubSubSettings(component, appID: "other").mayPublish("a"))
        #expect(
            RedisPubSubSettings(component, appID: "third").mayPublish("c")
                && !RedisPubSubSettings(component, appID: "third").mayPublish("secret")
        )
    }

    @Test("subscriptions starve a pool that is too small for them")
    func starvedPool() throws {
        func settings(_ metadata: String) throws -> RedisPubSubSettings {
            let yaml = "kind: Component\nmetadata: {name: p}\nspec: {type: pubsub.redis, metadata: [\(metadata)]}"
            return RedisPubSubSettings(try #require(try read(yaml).components.first), appID: "app")
        }
        #expect(try settings("").isStarved(topics: 20, cores: 2))
        #expect(try !settings("").isStarved(topics: 19, cores: 2))
        #expect(try !settings("{name: poolSize, value: 200}").isStarved(topics: 20, cores: 2))
    }

    @Test("an exponential pause grows from half a second to its ceiling")
    func exponential() {
        var policy = RetryPolicy()
        policy.isExponential = true
        policy.maxInterval = .seconds(1)
        #expect(
            (1...4).map { policy.pause(beforeRetry: $0, status: nil) } == [
                .milliseconds(500), .milliseconds(750), .seconds(1), .seconds(1),
            ]
        )
    }

    @Test("the Configuration says whether there are traces and where other sidecars are")
    func configuration() throws {
        let document = try #require(
            try YAMLValue.documents(
                """
                kind: Configuration
                spec:
                  tracing: {samplingRate: "0"}
                  nameResolution: {component: nameformat, configuration: {format: "127.0.0.1:{appid}"}}
                  metrics: {recordErrorCodes: true, latencyDistributionBuckets: [1, 10], http: {pathMatching: ["/job/{name}"]}}
                """
            ).first
        )
        let settings = SidecarSettings(document)
        #expect(!settings.isTracing && settings.nameFormat == "127.0.0.1:{appid}" && settings.countsErrorCodes)
        #expect(settings.latencyBuckets == [1, 10] && settings.pathPatterns == ["/job/{name}"])
    }
}
