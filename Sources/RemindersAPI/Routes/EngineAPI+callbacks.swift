import CoreMetrics
import HTTPTypes
import Hummingbird
import JSON
import Logging
import NIOCore
import Reminders
import ServiceKit
import Traces

/// What the sidecar calls: triggers of the Jobs API and ticks of the cron binding. Never answered with 404, which the
/// scheduler would take for "done" and the binding for "not mine" (Dapr 1.18).
extension EngineAPI {
    func addCallbacks(to router: Router<ServiceRequestContext>) {
        let unknownJobs = Counter(label: "punctual_unknown_jobs_total", factory: metrics)
        let group = router.group().add(middleware: AppTokenMiddleware(appToken))
        // Also what no job of ours is named: a path without a route would be answered with 404.
        for path in ["/job", "/job/**"] as [RouterPath] {
            group.post(path) { request, context in try await trigger(request, context, unknownJobs) }
        }
        group.post("/cron/sweep") { _, _ in
            await engine.sweeper.tick()
            // Exactly 200: the binding's retries take every other code for a failure (Dapr 1.18).
            return Response(status: .ok)
        }
        group.on("/cron/sweep", method: .options) { _, _ in Response(status: .ok) }
    }

    private func trigger(_ request: Request, _ context: ServiceRequestContext, _ unknownJobs: Counter) async throws -> Response {
        // A trigger of the scheduler bears no such header; another application that calls us through its sidecar does.
        guard request.headers[.daprCallerAppID] == nil else { throw Problem.forbidden("Only the scheduler triggers jobs.") }
        let name = context.parameters.getCatchAll().joined(separator: "/")
        guard let trigger = try await payload(request)?.trigger, name == "reminder-\(trigger.reminder.id.text)" else {
            // Any other answer would bring it back for ever.
            unknownJobs.increment()
            context.logger.warning("A job that is no reminder's", metadata: ["job": "\(name.prefix(200))"])
            return Response(status: .ok)
        }
        // In the reminder's trace: Dapr brings none along with a job (Dapr ≤ 1.18).
        let trace = trigger.reminder.traceparent.flatMap { TraceContext(traceparent: $0) } ?? TraceContext.current
        let answer = await tracer.span("job callback", kind: .consumer, under: trace, tags: { ["answer": "\($0)", "job": name] }) {
            await engine.triggers.handle(trigger)
        }
        switch answer {
        case .done: return Response(status: .ok)
        case .tryAgain(let reason): throw Problem.unavailable(reason)
        }
    }

    /// Nil for what no job of ours carries; it will be no better next time.
    private func payload(_ request: Request) async throws -> JobPayload? {
        let body: ByteBuffer
        do {
            body = try await request.collect(upTo: Self.largestBatch)
        } catch let problem as Problem where problem.status == .contentTooLarge {
            return nil
        }
        return try? JSONReader.read(body, options: .lenient) { (reader) throws(JSONError) in try JobPayload(from: &reader) }
    }
}

extension HTTPField.Name {
    static let daprCallerAppID = HTTPField.Name("dapr-caller-app-id")!
}
