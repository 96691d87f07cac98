/// `options` of a state request.
public struct StateOptions: Sendable, Hashable {
    public enum Consistency: String, Sendable {
        case strong, eventual
    }

    /// Marks the value so that later writes without an ETag fail, with 500 and for everybody (state.redis). A condition
    /// does not need it.
    public var isFirstWrite: Bool
    public var consistency: Consistency?

    public init(isFirstWrite: Bool = false, consistency: Consistency? = nil) {
        self.isFirstWrite = isFirstWrite
        self.consistency = consistency
    }

    static var standard: Self { Self() }
}
