public import Dapr
public import TodoKit

/// Where task events go.
public protocol TaskPublisher: Sendable {
    /// Publishes an event for other services.
    func publish(_ event: TaskEvent, traceparent: String?) async throws(DaprError)
    /// Tells open pages of a change. Nothing depends on it.
    func sync(_ update: TaskUpdate) async throws(DaprError)
}
