/// What became of one entry of a bulk publish.
public enum BulkOutcome: Sendable, Hashable {
    case published
    /// `mayHaveHappened` tells whether it may have been published nevertheless.
    case failed(DaprError)

    public var error: DaprError? {
        if case .failed(let error) = self { error } else { nil }
    }
}
