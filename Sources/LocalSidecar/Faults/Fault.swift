/// A rule that struck, with its chances drawn.
struct Fault: Sendable, Equatable {
    var rule: Int
    var effect: FaultRule.Effect
    /// What it waits, for `delay`, `hang` and `repeat`.
    var delay: Span
    var status: Int
    var code: String?
    var message: String
    var isAfterwards: Bool
    var copies: Int
}
