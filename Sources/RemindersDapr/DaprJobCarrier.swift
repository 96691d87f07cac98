public import CoreMetrics
public import Dapr
import JSON
public import Reminders
import Traces

/// The Jobs API of Dapr as the carrier of reminders: job `reminder-{id}` calls back `POST /job/reminder-{id}`.
public final class DaprJobCarrier: JobCarrier {
    /// What stands before a reminder's id in the name of its job.
    public static let prefix = "reminder-"

    /// A job that fails stays, and is tried again every five seconds for ever: an answer of ours ends it, never a count.
    /// Without a policy Dapr gives up after four attempts in three seconds (Dapr 1.18), and with a limit a long-overdue
    /// job burns its attempts in milliseconds, because retries are spaced from the due time on.
    private static let failurePolicy = JobFailurePolicy.constant(interval: .seconds(5), maxRetries: nil)

    private let dapr: DaprClient
    private let durations: CallDurations

    public init(_ dapr: DaprClient, metricsFactory: any MetricsFactory = MetricsSystem.factory) {
        self.dapr = dapr
        let calls = ["jobs.schedule", "jobs.delete", "jobs.get", "jobs.probe"]
        durations = CallDurations(label: "punctual_sidecar_call_seconds", calls: calls, factory: metricsFactory)
    }

    /// The job's name, and back.
    public static func jobName(of id: ReminderID) -> String { prefix + id.text }

    /// Nil when the name is not that of a reminder's job.
    public static func reminderID(ofJob name: some StringProtocol) -> ReminderID? {
        name.hasPrefix(prefix) ? ReminderID(String(name.dropFirst(prefix.count))) : nil
    }

    public func hand(_ reminder: Reminder, ledger: LedgerID?) async throws(CarrierError) {
        let payload = RawJSON(JobPayload(Trigger(reminder: reminder, ledger: ledger)))
        let job = Job(
            name: Self.jobName(of: reminder.id),
            dueTime: reminder.due.rfc3339,
            data: payload,
            overwrite: true,
            failurePolicy: Self.failurePolicy
        )
        do throws(DaprError) {
            try await durations.measure("jobs.schedule") { () async throws(DaprError) in
                // Within a span of its own it is that span's call.
                try await dapr.jobs.schedule(job, traceparent: TraceContext.current == nil ? reminder.traceparent : nil)
            }
        } catch {
            throw CarrierError(error)
        }
    }

    public func withdraw(_ id: ReminderID) async throws(CarrierError) {
        do throws(DaprError) {
            try await durations.measure("jobs.delete") { () async throws(DaprError) in
                try await dapr.jobs.delete(Self.jobName(of: id))
            }
        } catch {
            throw CarrierError(error)
        }
    }

    public func find(_ id: ReminderID) async throws(CarrierError) -> Trigger? {
        do throws(DaprError) {
            let job = try await durations.measure("jobs.get") { () async throws(DaprError) in
                try await dapr.jobs.get(Self.jobName(of: id))
            }
            guard let data = job?.data else { return nil }
            // Another program's job under our name is as good as none: it carries no reminder.
            return try? JobPayload(json: data.bytes, options: .lenient).trigger
        } catch {
            throw CarrierError(error)
        }
    }

    public func probe() async -> CarrierHealth {
        let probe = await durations.measure("jobs.probe") { await dapr.jobs.probe() }
        return switch probe.verdict {
        case .healthy: .healthy
        case .disabled, .noJobsAPI: .absent(reason: probe.reason)
        case .unauthorized, .schedulerDown, .sidecarDown: .unhealthy(reason: probe.reason)
        }
    }
}

extension CarrierError {
    init(_ error: DaprError) {
        let code: Code =
            switch error.kind {
            case .invalid, .conflict, .notFound: .refused
            case .notConfigured, .unauthorized, .unavailable, .timedOut, .cancelled: .unavailable
            }
        self.init(code, "Jobs API: \(error.message)", mayHaveHappened: error.mayHaveHappened)
    }
}
