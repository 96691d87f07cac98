import Curl
import JSON

/// The Jobs API. `/v1.0/jobs` from Dapr 1.18 on, `/v1.0-alpha1/jobs` before; which one is found out by use.
///
/// No call here ever carries a `dapr-app-id` header: a sidecar without the route would forward it to that application.
public struct DaprJobs: Sendable {
    let client: DaprClient

    /// Creates a job, or replaces it with `overwrite`.
    ///
    /// - Throws: `.conflict` when there is a job of this name and `overwrite` is false. After `.timedOut` the job may well be there.
    public func schedule(_ job: Job, deadline: Duration? = nil, traceparent: String? = nil) async throws(DaprError) {
        try job.validate()
        try await call(.scheduleJob, .post, job.name, json: JSONWriter.encode(job), deadline, traceparent)
    }

    /// The job of this name, or nil when there is none: never was, has fired, or was given up.
    public func get(_ name: String, deadline: Duration? = nil, traceparent: String? = nil) async throws(DaprError) -> StoredJob? {
        try Job.validate(name: name)
        let response: CurlResponse
        do throws(DaprError) {
            response = try await call(.getJob, .get, name, deadline, traceparent)
        } catch {
            if error.kind == .notFound { return nil }
            throw error
        }
        do {
            return try StoredJob(json: response.body, options: .lenient)
        } catch {
            throw DaprClient.unreadable(error)
        }
    }

    /// Deletes a job. Succeeds when there is none.
    public func delete(_ name: String, deadline: Duration? = nil, traceparent: String? = nil) async throws(DaprError) {
        try Job.validate(name: name)
        try await call(.deleteJob, .delete, name, deadline, traceparent)
    }

    /// One round trip to the scheduler, by asking for a job that nobody creates.
    public func probe(name: String = "punctual-probe") async -> JobsProbe {
        do throws(DaprError) {
            try Job.validate(name: name)
            try await call(.getJob, .get, name, client.configuration.deadlines.probe, nil)
            return JobsProbe(.healthy, "the scheduler answers")
        } catch {
            return JobsProbe(error)
        }
    }

    @discardableResult
    private func call(
        _ operation: DaprOperation,
        _ method: CurlMethod,
        _ name: String,
        json body: [UInt8] = [],
        _ deadline: Duration?,
        _ traceparent: String?
    ) async throws(DaprError) -> CurlResponse {
        try await client.jobsRoute.call { (route) async throws(DaprError) in
            try await client.call(
                operation,
                method,
                route + DaprPath.encode(name),
                json: body,
                deadline: deadline ?? client.configuration.deadlines.jobs,
                traceparent: traceparent
            )
        }
    }
}
