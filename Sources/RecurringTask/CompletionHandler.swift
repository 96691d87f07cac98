public import CoreMetrics
import JSON
import Logging
import Reminders
public import ServiceKit
import TodoKit

/// Has the next occurrence created when a repeating task is completed.
public struct CompletionHandler: Sendable {
    private let creator: any TaskCreator
    private let counters: [TaskCreation: Counter]

    public init(_ creator: any TaskCreator, metricsFactory: any MetricsFactory = MetricsSystem.factory) {
        self.creator = creator
        counters = Dictionary(
            uniqueKeysWithValues: TaskCreation.allCases.map { outcome in
                (outcome, Counter(label: Self.metric, dimensions: [("outcome", outcome.rawValue)], factory: metricsFactory))
            }
        )
    }

    static let metric = "punctual_recurring_tasks_total"

    /// Says what the metrics mean.
    public static func describe(_ metrics: MetricRegistry) {
        metrics.describe(metric, "Tasks that completed ones led to, by whether they were there already.")
    }

    /// Handles one event. Whatever it does it may do again: ids of children come from their parents.
    ///
    /// - Throws: `EventRejected` for what can never be handled, `TaskCreationError` for what may work later.
    public func handle(_ delivery: EventDelivery) async throws {
        let event = delivery.event
        guard event.eventType == TaskEvent.Kind.completed.rawValue else { return }
        let task = try Self.task(of: event)
        guard task.isRecurring else { return }
        for child in try Self.children(of: task, event) {
            do throws(TaskCreationError) {
                let outcome = try await creator.create(child, for: task.userID, trace: delivery.trace)
                counters[outcome]?.increment()
                delivery.logger.info(
                    "A repeating task goes on",
                    metadata: ["task_id": "\(task.id)", "next_task_id": "\(child.id ?? "")", "outcome": "\(outcome.rawValue)"]
                )
            } catch {
                guard error.isRetriable else { throw EventRejected("the next task of \(task.id) was refused: \(error.message)") }
                throw error
            }
        }
    }

    private static func task(of event: EventEnvelope) throws(EventRejected) -> TodoTask {
        guard let value = event.payload["task"] else { throw EventRejected("the event has no task") }
        let task: TodoTask
        do throws(JSONError) {
            task = try TodoTask(value)
        } catch {
            throw EventRejected("the event's task cannot be read: \(error)")
        }
        guard task.userID == event.userID else { throw EventRejected("the event's task is another user's") }
        return task
    }

    private static func children(of task: TodoTask, _ event: EventEnvelope) throws(EventRejected) -> [TaskFields] {
        do throws(RecurrenceError) {
            return try ChildTasks.children(of: task, completedAt: task.completedAt ?? Timestamp(milliseconds: event.timestamp))
        } catch {
            throw EventRejected("the rule of task \(task.id) is no good: \(error)")
        }
    }
}
