/// The birth mark of a ledger. A ledger that was emptied gets a new one, which is how a job tells "this reminder was
/// finished and forgotten" (same mark: do nothing) from "the ledger was lost" (other mark: fire from the job's data).
public struct LedgerID: Hashable, Sendable {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }
}
