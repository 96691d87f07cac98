import FoundationEssentials

/// The Dapr resources of a test, written as the YAML that a real sidecar would read.
enum ResourceFiles {
    static func write(to folder: String, redis: String, cron: Bool = true) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).yaml"))
        }
        for (name, kind) in [("pubsub", "pubsub.redis"), ("statestore", "state.redis")] {
            try write(
                name,
                """
                apiVersion: dapr.io/v1alpha1
                kind: Component
                metadata: {name: \(name)}
                spec:
                  type: \(kind)
                  version: v1
                  metadata:
                    - {name: redisHost, value: "\(redis)"}
                    - {name: redisPassword, value: ""}
                """
            )
        }
        if cron {
            try write(
                "sweep",
                """
                apiVersion: dapr.io/v1alpha1
                kind: Component
                metadata: {name: sweep}
                spec:
                  type: bindings.cron
                  version: v1
                  metadata:
                    - {name: schedule, value: "@every 1s"}
                    - {name: direction, value: input}
                    - {name: route, value: /cron/sweep}
                scopes: [reminder-engine]
                """
            )
        }
        try write(
            "subscription",
            """
            apiVersion: dapr.io/v2alpha1
            kind: Subscription
            metadata: {name: reminders}
            spec:
              pubsubname: pubsub
              topic: reminders
              routes: {default: /handle-reminder}
            scopes: [listener]
            """
        )
    }
}
