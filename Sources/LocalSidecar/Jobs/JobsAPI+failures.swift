extension JobsAPI {
    /// Which call failed: each has its own code and wording.
    enum Call {
        case schedule, get, delete

        var code: String {
            switch self {
            case .schedule: "DAPR_SCHEDULER_SCHEDULE_JOB"
            case .get: "DAPR_SCHEDULER_GET_JOB"
            case .delete: "DAPR_SCHEDULER_DELETE_JOB"
            }
        }

        var prefix: String {
            switch self {
            case .schedule: "failed to schedule job due to: "
            case .get: "failed to get job due to: "
            case .delete: "failed to delete job due to: "
            }
        }
    }

    func error(_ status: Int, _ code: String, _ message: String) -> APIError {
        APIError(
            status,
            code,
            message,
            category: "job",
            details: [APIError.info(code, [("appID", runtime.appID), ("namespace", runtime.namespace)])]
        )
    }

    /// The three ways of having no scheduler (Dapr 1.18.3, measured): only a lost connection makes a create 504.
    func failure(_ failure: SchedulerLink.Failure, _ call: Call) -> APIError {
        switch failure {
        case .disabled: return error(500, call.code, call.prefix + "scheduler clients are disabled")
        case .deadline(wasReached: false): return error(500, call.code, call.prefix + "context deadline exceeded")
        case .deadline(wasReached: true):
            let address = runtime.scheduler.address
            return error(
                call == .schedule ? 504 : 500,
                call.code,
                call.prefix + "rpc error: code = DeadlineExceeded desc = latest balancer error: connection error: desc = "
                    + "\"transport: Error while dialing: dial tcp \(address): connect: connection refused\""
            )
        case .server(let message):
            return error(500, call.code, call.prefix + "rpc error: code = Unknown desc = \(message)")
        }
    }

    /// The answer that a fault gives instead of the work, if it does.
    func answer(_ fault: Fault, _ call: Call) async throws(APIError) -> APIResponse? {
        guard !fault.isAfterwards else { return nil }
        switch fault.effect {
        case .refuse: return .refused
        case .hang: throw failure(.deadline(wasReached: true), call)
        case .status:
            throw error(fault.status, fault.code ?? call.code, call.prefix + fault.message)
        case .delay, .lose, .repeat, .conflict: return nil
        }
    }

    /// The answer after the work was done: a fault may lose it.
    func finish(_ fault: Fault?, _ call: Call) async throws(APIError) -> APIResponse {
        guard var fault, fault.isAfterwards else { return .done }
        if fault.effect == .hang { try? await Task.sleep(for: fault.delay.duration) }
        fault.isAfterwards = false
        return try await answer(fault, call) ?? .done
    }
}
