/// What became of one reminder that was to be written.
public enum ScheduleResult: Sendable, Equatable {
    case created(Reminder)
    /// The id was there, from a request with the same fingerprint.
    case existing(Reminder)
    /// The id was there, from another request.
    case conflict(Reminder)
}

/// A change of one reminder, valid only while the ledger still has the generation it was made from.
public struct Replacement: Sendable, Equatable {
    /// The reminder as it was read: its generation is the condition, its tags are what the index has.
    public var old: Reminder
    /// The whole reminder as it is to be, in state `scheduled`.
    public var new: Reminder
    /// States in which the change may happen.
    public var allowed: Set<ReminderState>

    public init(old: Reminder, new: Reminder, allowed: Set<ReminderState>) {
        self.old = old
        self.new = new
        self.allowed = allowed
    }
}

public enum ReplaceResult: Sendable, Equatable {
    case replaced
    case missing
    /// Another generation, or a state that does not allow it: the reminder as it is now.
    case refused(Reminder)
}

public enum CancelResult: Sendable, Equatable {
    /// Cancelled by this call. `wasHandedOver`: there may be a job to withdraw.
    case cancelled(wasHandedOver: Bool)
    case alreadyCancelled
    case missing
    /// A replica is publishing it, or a publish whose outcome is unknown is behind it.
    case firing
    case fired
}

/// The answer to "the Jobs API has it now".
public enum HandoverResult: Sendable, Equatable {
    /// Recorded: `due:jobs` owns it.
    case recorded
    /// The reminder changed meanwhile, so the job just written is out of date. It is with the sweeper; hand it over anew.
    case outdated
    /// It fired, died or was cancelled meanwhile, or is unknown: the job is to be withdrawn.
    case gone
}

/// A trigger that arrived from outside, with the reminder it carried.
public struct Trigger: Sendable, Equatable {
    /// As the job carried it.
    public var reminder: Reminder
    /// The ledger that it was accepted by; nil when it was accepted while the ledger was away.
    public var ledger: LedgerID?

    public init(reminder: Reminder, ledger: LedgerID?) {
        self.reminder = reminder
        self.ledger = ledger
    }
}

public enum TriggerResult: Sendable, Equatable {
    case claimed(Claim)
    /// The ledger has a newer generation, whose own trigger will come.
    case outdated
    /// Another replica is firing this very generation.
    case busy
    /// Fired, cancelled or dead before, or finished so long ago that it is forgotten.
    case finished
}

/// How one claim ended.
public struct Settlement: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        case fired
        /// To be tried again at this time by the sweeper.
        case retry(at: Timestamp)
        /// No further attempts; visible among the dead.
        case dead
    }

    public var claim: Claim
    public var outcome: Outcome
    /// The reminder as it is to be recorded: attempts, error, firing time, carrier.
    public var reminder: Reminder

    public init(claim: Claim, outcome: Outcome, reminder: Reminder) {
        self.claim = claim
        self.outcome = outcome
        self.reminder = reminder
    }
}
