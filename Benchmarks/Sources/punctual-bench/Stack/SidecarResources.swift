import FoundationEssentials

/// The Dapr resources of a run: the components that the engine uses.
enum SidecarResources {
    static func write(to folder: String, redisPort: Int) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, type, metadata) in [
            ("pubsub", "pubsub.redis", ["redisHost": "127.0.0.1:\(redisPort)"]),
            ("statestore", "state.redis", ["redisHost": "127.0.0.1:\(redisPort)"]),
            ("sweep", "bindings.cron", ["schedule": "@every 1s", "direction": "input", "route": "/cron/sweep"]),
        ] {
            let items = metadata.sorted { $0.key < $1.key }.map { "    - {name: \($0.key), value: \"\($0.value)\"}" }
            let text = """
                apiVersion: dapr.io/v1alpha1
                kind: Component
                metadata: {name: \(name)}
                spec:
                  type: \(type)
                  version: v1
                  metadata:
                \(items.joined(separator: "\n"))

                """
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).yaml"))
        }
    }
}
