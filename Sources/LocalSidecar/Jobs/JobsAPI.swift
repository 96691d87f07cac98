import JSON
import Redis

/// The Jobs API: create, read, delete, and everything that it refuses.
struct JobsAPI: Sendable {
    let runtime: SidecarRuntime

    /// The scheduler refuses data beyond this with `ResourceExhausted` (Dapr 1.18.3).
    static let maxData = 2_097_152

    func schedule(_ rawName: String, _ request: APIRequest) async throws(APIError) -> APIResponse {
        if request.isTooLarge { throw APIError(400, "ERR_BODY_READ", "failed to read request body: http: request body too large") }
        let job = try read(request.body)
        guard (job.name ?? "").isEmpty else {
            throw APIError(
                400,
                "DAPR_SCHEDULER_JOB_NAME",
                "Set the job name in the url only",
                category: "job",
                details: [APIError.info("DAPR_SCHEDULER_JOB_NAME", [("appID", runtime.appID)])]
            )
        }
        let name = String(rawName.trimmingBlanks)
        if name.isEmpty { throw error(400, "DAPR_SCHEDULER_JOB_NAME_EMPTY", "Name is empty") }
        if job.schedule == nil, job.dueTime == nil { throw error(400, "DAPR_SCHEDULER_SCHEDULE_EMPTY", "Schedule is empty") }
        let fault = await runtime.faults.strike(.jobsSchedule, name)
        if let fault, let answer = try await self.answer(fault, .schedule) { return answer }
        if fault?.effect == .lose {
            runtime.journal.record(.jobScheduled, name, detail: "lost")
            return .done
        }
        try await store(JobDefinition(name: name, job), overwrite: job.overwrite)
        return try await finish(fault, .schedule)
    }

    private func store(_ definition: JobDefinition, overwrite: Bool) async throws(APIError) {
        if runtime.scheduler.isDisabled { throw failure(.disabled, .schedule) }
        let begin = runtime.clock.now()
        let first: Moment?
        do throws(JobValidationError) {
            guard JobName.isValid(definition.name) else { throw JobValidationError("job name is invalid \"\(definition.name)\"") }
            first = JobProgress(try definition.timing(begin: begin))?.next
        } catch {
            throw self.error(
                500,
                Call.schedule.code,
                "\(Call.schedule.prefix)rpc error: code = Unknown desc = job failed validation: \(error.message)"
            )
        }
        guard (definition.data?.count ?? 0) <= Self.maxData else {
            throw error(
                429,
                Call.schedule.code,
                "\(Call.schedule.prefix)rpc error: code = ResourceExhausted desc = trying to send message larger than max "
                    + "(\(definition.data?.count ?? 0) vs. \(Self.maxData))"
            )
        }
        let revision = runtime.newID()
        let outcome: JobStore.Scheduled
        do throws(SchedulerLink.Failure) {
            // A job whose schedule never ticks is taken, and gone at once.
            guard let first else { return }
            let replica = runtime.replica
            outcome = try await runtime.scheduler.call { (store) throws(RedisError) in
                try await store.schedule(
                    definition,
                    begin: begin,
                    next: first,
                    overwrite: overwrite,
                    revision: revision,
                    caller: replica
                )
            }
        } catch {
            throw failure(error, .schedule)
        }
        switch outcome {
        case .nameIsTaken:
            throw error(
                409,
                Call.schedule.code,
                "\(Call.schedule.prefix)rpc error: code = AlreadyExists desc = job already exists: "
                    + "'app||\(runtime.namespace)||\(runtime.appID)||\(definition.name)'"
            )
        case .first: runtime.jobs.wake()
        case .stored: break
        }
        runtime.metrics.scheduler("jobs_created_total")
        runtime.journal.record(.jobScheduled, definition.name, id: revision, detail: "due \(first?.nanoseconds ?? 0)")
    }

    func get(_ name: String) async throws(APIError) -> APIResponse {
        let fault = await runtime.faults.strike(.jobsGet, name)
        if let fault, let answer = try await self.answer(fault, .get) { return answer }
        let definition: JobDefinition?
        do throws(SchedulerLink.Failure) {
            definition = try await runtime.scheduler.call { (store) throws(RedisError) in try await store.definition(name) }
        } catch {
            throw failure(error, .get)
        }
        guard let definition else {
            throw error(500, Call.get.code, "\(Call.get.prefix)rpc error: code = NotFound desc = job not found: \(name)")
        }
        return APIResponse(200, json: definition.readBack)
    }

    func delete(_ name: String) async throws(APIError) -> APIResponse {
        let fault = await runtime.faults.strike(.jobsDelete, name)
        if let fault, let answer = try await self.answer(fault, .delete) { return answer }
        if fault?.effect == .lose {
            runtime.journal.record(.jobDeleted, name, detail: "lost")
            return .done
        }
        do throws(SchedulerLink.Failure) {
            _ = try await runtime.scheduler.call { (store) throws(RedisError) in try await store.delete(name) }
        } catch {
            throw failure(error, .delete)
        }
        runtime.metrics.scheduler("jobs_deleted_total")
        runtime.journal.record(.jobDeleted, name)
        return try await finish(fault, .delete)
    }

    private func read(_ body: [UInt8]) throws(APIError) -> JobRequest {
        let value: GoValue
        if body.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
            value = .object(GoObject())
        } else {
            do {
                value = try GoValue(json: body, numbers: .double)
            } catch {
                throw APIError.malformed("proto: \(error.message)")
            }
        }
        do {
            return try JobRequest(value)
        } catch {
            throw APIError.malformed(error.message)
        }
    }
}

extension String {
    var trimmingBlanks: Substring {
        let head = self.drop { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        guard let last = head.lastIndex(where: { $0 != " " && $0 != "\t" && $0 != "\n" && $0 != "\r" }) else { return "" }
        return head[...last]
    }
}
