/// What a probe of the Jobs API found.
public struct JobsProbe: Sendable, Hashable {
    public enum Verdict: String, Sendable {
        /// The scheduler answers.
        case healthy
        /// Switched off by configuration: no need to ask often.
        case disabled
        /// This sidecar has no Jobs API, or it is denied.
        case noJobsAPI
        /// The token is wrong, or the application is not allowed to.
        case unauthorized
        /// The sidecar answers, the scheduler does not, or not in time.
        case schedulerDown
        /// Nobody answers at the sidecar's address.
        case sidecarDown
    }

    public var verdict: Verdict
    /// For people: what was seen.
    public var reason: String

    public init(_ verdict: Verdict, _ reason: String) {
        self.verdict = verdict
        self.reason = reason
    }

    /// What the failure to read an unknown job means.
    init(_ error: DaprError) {
        let verdict: Verdict =
            switch error.kind {
            case .notFound: .healthy
            // A job without data in Dapr 1.17: it is there, and cannot be rendered.
            case .unavailable where error.code == "ERR_INTERNAL": .healthy
            case .notConfigured: error.isRouteAbsent ? .noJobsAPI : .disabled
            case .unauthorized: .unauthorized
            default: error.status == nil && (error.isSidecarAway || error.kind != .timedOut) ? .sidecarDown : .schedulerDown
            }
        self.init(verdict, verdict == .healthy ? "the scheduler answers" : error.description)
    }
}
