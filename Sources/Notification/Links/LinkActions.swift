public import Logging
public import Reminders
public import ServiceKit

/// What is needed to carry out links.
public struct LinkActions: Sendable {
    private let signer: LinkSigner
    private let state: any ServiceState
    private let engine: any EngineCalls
    private let complete: TaskCompletion
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    public init(
        signer: LinkSigner,
        state: any ServiceState,
        engine: any EngineCalls,
        complete: TaskCompletion,
        now: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) {
        self.signer = signer
        self.state = state
        self.engine = engine
        self.complete = complete
        self.now = now
        self.logger = logger
    }

    func service(_ inbox: InboxStore) -> LinkService {
        LinkService(
            signer: signer,
            uses: LinkUses(state: state),
            engine: engine,
            complete: complete,
            inbox: inbox,
            now: now,
            logger: logger
        )
    }
}
