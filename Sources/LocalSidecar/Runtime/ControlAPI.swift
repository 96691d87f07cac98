import Redis

/// The sidecar's own API for tests: faults, journal, jobs. On its own port, never on Dapr's.
struct ControlAPI: Sendable {
    let runtime: SidecarRuntime

    func respond(_ request: APIRequest) async -> APIResponse {
        do {
            return try await handle(request)
        } catch {
            return APIResponse(
                error.status,
                json: GoValue.object(GoObject([("error", .string(error.message))])).bytes
            )
        }
    }

    private func handle(_ request: APIRequest) async throws(APIError) -> APIResponse {
        switch (request.method, request.path) {
        case ("GET", "/faults"): return faults()
        case ("PUT", "/faults"):
            try setFaults(request.body)
            return faults()
        case ("DELETE", "/faults"):
            runtime.faults.set([], seed: 0)
            return .done
        case ("GET", "/journal"): return journal(request)
        case ("DELETE", "/journal"):
            runtime.journal.clear()
            return .done
        case ("GET", "/jobs"): return try await jobs()
        case ("DELETE", "/jobs"): return try await forgetJobs()
        case ("GET", "/metrics"):
            return APIResponse(
                200,
                headers: [("Content-Type", "text/plain; version=0.0.4")],
                body: Array(runtime.metrics.registry.exposition.utf8)
            )
        default:
            throw APIError(
                404,
                "",
                "the control API has /faults (GET, PUT, DELETE), /journal (GET, DELETE), /jobs (GET, DELETE) and /metrics"
            )
        }
    }

    private func setFaults(_ body: [UInt8]) throws(APIError) {
        do throws(ResourceError) {
            let (rules, seed) = try FaultRule.rules(json: String(decoding: body, as: UTF8.self))
            runtime.faults.set(rules, seed: seed)
        } catch {
            throw APIError(400, "", error.message)
        }
    }

    private func faults() -> APIResponse {
        let plan = runtime.faults.state
        let rules = zip(plan.rules, plan.hits).map { rule, hits in
            var object = GoObject([("point", .string(rule.point)), ("effect", .string(rule.effect.rawValue)), ("hits", .integer(hits))])
            object["match"] = rule.match.map { .string($0) }
            object["share"] = .number(GoNumber.text(rule.share))
            object["times"] = rule.times.map { .integer($0) }
            return GoValue.object(object)
        }
        return APIResponse(200, json: GoValue.object(GoObject([("seed", .integer(plan.seed)), ("rules", .array(rules))])).bytes)
    }

    /// Entries as lines of JSON, oldest first.
    private func journal(_ request: APIRequest) -> APIResponse {
        var after: UInt64 = 0
        var limit = 1000
        var kinds: Set<JournalEntry.Kind>?
        for pair in request.query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "after": after = UInt64(parts[1]) ?? 0
            case "limit": limit = max(1, Int(parts[1]) ?? limit)
            case "kind": kinds = Set(parts[1].split(separator: ",").compactMap { JournalEntry.Kind(rawValue: String($0)) })
            default: break
            }
        }
        let (entries, dropped) = runtime.journal.entries(after: after, limit: limit, kinds: kinds)
        var output: [UInt8] = []
        for entry in entries {
            entry.value.write(to: &output)
            output.append(UInt8(ascii: "\n"))
        }
        return APIResponse(200, headers: [("Content-Type", "application/x-ndjson"), ("Journal-Dropped", "\(dropped)")], body: output)
    }

    private func jobs() async throws(APIError) -> APIResponse {
        guard let store = runtime.scheduler.store else { throw APIError(404, "", "the scheduler is disabled") }
        do throws(RedisError) {
            let waiting = try await store.waiting(limit: 10_000).map { job in
                GoValue.object(
                    GoObject([("name", .string(job.name)), ("due", .string(job.due.rfc3339)), ("dueTime", .integer(job.due.microseconds))])
                )
            }
            return APIResponse(200, json: GoValue.object(GoObject([("jobs", .array(waiting))])).bytes)
        } catch {
            throw APIError(503, "", error.message)
        }
    }

    private func forgetJobs() async throws(APIError) -> APIResponse {
        guard let store = runtime.scheduler.store else { throw APIError(404, "", "the scheduler is disabled") }
        do throws(RedisError) {
            let count = try await store.forget()
            return APIResponse(200, json: GoValue.object(GoObject([("forgotten", .integer(count))])).bytes)
        } catch {
            throw APIError(503, "", error.message)
        }
    }
}
