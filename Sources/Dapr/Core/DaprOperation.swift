/// What was asked of the sidecar, as far as its errors differ by it.
enum DaprOperation: Sendable {
    case scheduleJob, getJob, deleteJob
    case publish, bulkPublish
    case state, stateTransaction
    case invoke
    case metadata, health
}
