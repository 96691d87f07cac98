/// Where a fault can strike.
public enum FaultPoint: String, Sendable, CaseIterable {
    /// Calls of the Jobs API; the subject is the name of the job.
    case jobsSchedule = "jobs.schedule"
    case jobsGet = "jobs.get"
    case jobsDelete = "jobs.delete"
    /// The callback of a job, before the application is called.
    case trigger
    /// Publishing; the subject is the topic.
    case publishSingle = "publish.single"
    case publishBulk = "publish.bulk"
    /// One entry of a bulk; the subject is its `entryId`.
    case publishEntry = "publish.entry"
    /// Calls of the state API; the subject is the key (of the first item).
    case stateGet = "state.get"
    case stateSave = "state.save"
    case stateDelete = "state.delete"
    case stateTransaction = "state.transaction"
    /// The delivery of an event to the application; the subject is the topic.
    case deliver
    /// A tick of a cron binding; the subject is the component.
    case cron
    /// Service invocation, at the caller; the subject is the app-id.
    case invoke
}
