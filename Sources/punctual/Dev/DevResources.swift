/// The Dapr resources of `punctual dev`: the files of `dapr/local`, which `dapr run -f` takes as well, with the private Redis
/// in the place of the usual one.
enum DevResources {
    static func files(redisPort: Int) -> [(name: String, text: String)] {
        [
            ("pubsub.yaml", PackageResources.pubsub_yaml), ("statestore.yaml", PackageResources.statestore_yaml),
            ("sweep.yaml", PackageResources.sweep_yaml), ("subscriptions.yaml", PackageResources.subscriptions_yaml),
            ("resiliency.yaml", PackageResources.resiliency_yaml),
        ].map { name, bytes in
            (name, String(decoding: bytes, as: UTF8.self).replacing("127.0.0.1:6379", with: "127.0.0.1:\(redisPort)"))
        }
    }

    /// Of the listener, which belongs to nobody's deployment.
    static func listener(redisPort: Int) -> [(name: String, text: String)] {
        let text = """
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata: {name: pubsub}
            spec:
              type: pubsub.redis
              version: v1
              metadata:
                - {name: redisHost, value: "127.0.0.1:\(redisPort)"}
            ---
            apiVersion: dapr.io/v2alpha1
            kind: Subscription
            metadata: {name: listener}
            spec:
              pubsubname: pubsub
              topic: reminders
              routes: {default: \(Listener.path)}
            scopes: [\(Listener.appID)]
            """
        return [("listener.yaml", text)]
    }
}
