import CoreMetrics
import TodoKit

/// How many changes there were, and how soon they were told. Labels come from closed sets.
struct CommandMetrics: Sendable {
    private let operations: [String: Counter]
    private let publishing: Timer

    init(factory: any MetricsFactory) {
        operations = Dictionary(
            uniqueKeysWithValues: ["create", "update", "complete", "reopen", "delete"].map { operation in
                (operation, Counter(label: "punctual_task_operations_total", dimensions: [("operation", operation)], factory: factory))
            }
        )
        publishing = Timer(label: "punctual_event_publish_seconds", preferredDisplayUnit: .seconds, factory: factory)
    }

    func count(_ kind: TaskEvent.Kind, wasReopened: Bool) {
        let operation =
            switch kind {
            case .created: "create"
            case .updated: wasReopened ? "reopen" : "update"
            case .completed: "complete"
            case .deleted: "delete"
            }
        operations[operation]?.increment()
    }

    func published(after duration: Duration) {
        let (seconds, attoseconds) = duration.components
        publishing.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
