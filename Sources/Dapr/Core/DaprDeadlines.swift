/// How long each kind of call may take.
///
/// The sidecar itself waits up to 30 s for a scheduler that is away, and several seconds for a Redis that is (Dapr 1.18):
/// the limits have to be ours.
public struct DaprDeadlines: Sendable {
    public var jobs: Duration
    public var probe: Duration
    public var publish: Duration
    public var bulkPublish: Duration
    public var state: Duration
    public var invoke: Duration
    public var metadata: Duration

    public init(
        jobs: Duration = .seconds(3),
        probe: Duration = .seconds(2),
        publish: Duration = .seconds(5),
        bulkPublish: Duration = .seconds(15),
        state: Duration = .seconds(5),
        invoke: Duration = .seconds(10),
        metadata: Duration = .seconds(2)
    ) {
        self.jobs = jobs
        self.probe = probe
        self.publish = publish
        self.bulkPublish = bulkPublish
        self.state = state
        self.invoke = invoke
        self.metadata = metadata
    }
}
