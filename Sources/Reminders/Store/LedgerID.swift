/// The birth mark of a ledger, and of the run it is in. It tells, for a reminder that a job carries and that the ledger
/// does not have, "it was finished and forgotten" from "the ledger lost it".
public struct LedgerID: Hashable, Sendable {
    /// `birth`, or `birth.run`.
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    /// A ledger that was emptied gets a new birth. A ledger that was restarted is in a new run, and may have lost what was
    /// written last: Redis writes its log to disk once a second.
    public init(birth: String, run: String) {
        text = "\(birth).\(run)"
    }

    public var birth: Substring { text.prefix { $0 != "." } }

    /// Whether a reminder that this ledger does not have was finished by it, and forgotten.
    ///
    /// - Parameter keptSince: what finished after this is not forgotten yet. After a restart only that decides: what is due
    ///   later than this can't have fired and been forgotten, so it was lost.
    public func vouches(for trigger: Trigger, keptSince: Timestamp) -> Bool {
        guard let ledger = trigger.ledger, ledger.birth == birth else { return false }
        return ledger == self || trigger.reminder.due < keptSince
    }
}
