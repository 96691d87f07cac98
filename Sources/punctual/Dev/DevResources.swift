/// The Dapr resources of `punctual dev`, in the form that a real sidecar reads.
enum DevResources {
    static func files(redisPort: Int) -> [(name: String, text: String)] {
        let redis = "127.0.0.1:\(redisPort)"
        return [
            ("pubsub.yaml", component("pubsub", "pubsub.redis", ["redisHost": redis])),
            ("statestore.yaml", component("statestore", "state.redis", ["redisHost": redis])),
            (
                "sweep.yaml",
                component("sweep", "bindings.cron", ["schedule": "@every 1s", "direction": "input", "route": "/cron/sweep"])
                    + "scopes: [reminder-engine]\n"
            ),
            ("subscription.yaml", subscription),
        ]
    }

    private static func component(_ name: String, _ type: String, _ metadata: [String: String]) -> String {
        let items = metadata.sorted { $0.key < $1.key }.map { "    - {name: \($0.key), value: \"\($0.value)\"}\n" }.joined()
        return """
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata: {name: \(name)}
            spec:
              type: \(type)
              version: v1
              metadata:
            \(items)
            """
    }

    private static let subscription = """
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata: {name: listener}
        spec:
          pubsubname: pubsub
          topic: reminders
          routes: {default: \(Listener.path)}
        scopes: [\(Listener.appID)]
        """
}
