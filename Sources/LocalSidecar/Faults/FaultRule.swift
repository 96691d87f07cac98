/// One fault to inject: where, what, how often and when.
public struct FaultRule: Sendable, Equatable {
    /// What the fault does.
    public enum Effect: String, Sendable, CaseIterable {
        /// Waits for `delay` and goes on as if nothing were wrong. On a share of deliveries this reorders them.
        case delay
        /// Waits for `delay` (30 s unless given) and fails as Dapr does when the other side does not answer.
        case hang
        /// Closes the connection without an answer.
        case refuse
        /// Answers `status` (500 unless given), `code` and `message`.
        case status
        /// Says that it was done, and does nothing.
        case lose
        /// Does it `copies` times (2 unless given), each after `delay`.
        case `repeat`
        /// An ETag mismatch, whatever the ETag.
        case conflict
    }

    /// A point or the beginning of one, up to a dot: `jobs` covers `jobs.schedule`, `jobs.get` and `jobs.delete`.
    /// See `FaultPoint`.
    public var point: String
    public var effect: Effect
    /// Job names, topics or keys it applies to, with `*` for any run of characters; nil for all.
    public var match: String?
    /// The share of the matching operations that it strikes, 0 to 1.
    public var share: Double
    /// Strikes at most so often; nil for without limit.
    public var times: Int?
    /// Begins and ends so long after the rules were set; nil for at once, and never.
    public var from: Duration?
    public var until: Duration?
    /// On for `on`, off for `off`, and so on; nil for always on.
    public var on: Duration?
    public var off: Duration?
    public var delay: FaultDelay?
    public var status: Int?
    public var code: String?
    public var message: String?
    /// Does the work first and fails then: the answer is lost, the effect is not.
    public var isAfterwards: Bool
    public var copies: Int

    public init(
        _ point: String,
        _ effect: Effect,
        match: String? = nil,
        share: Double = 1,
        times: Int? = nil,
        from: Duration? = nil,
        until: Duration? = nil,
        on: Duration? = nil,
        off: Duration? = nil,
        delay: FaultDelay? = nil,
        status: Int? = nil,
        code: String? = nil,
        message: String? = nil,
        isAfterwards: Bool = false,
        copies: Int = 2
    ) {
        self.point = point
        self.effect = effect
        self.match = match
        self.share = share
        self.times = times
        self.from = from
        self.until = until
        self.on = on
        self.off = off
        self.delay = delay
        self.status = status
        self.code = code
        self.message = message
        self.isAfterwards = isAfterwards
        self.copies = copies
    }

    /// Whether the rule is awake, `age` after it was set.
    func isActive(at age: Span) -> Bool {
        if let from, age < Span(from) { return false }
        if let until, age >= Span(until) { return false }
        guard let on, let off else { return true }
        let period = Span(on).nanoseconds + Span(off).nanoseconds
        let start = from.map { Span($0).nanoseconds } ?? 0
        return period <= 0 || (age.nanoseconds - start) % period < Span(on).nanoseconds
    }

    func covers(_ point: FaultPoint, _ subject: String) -> Bool {
        guard point.rawValue == self.point || point.rawValue.hasPrefix(self.point + ".") else { return false }
        return match.map { Self.matches(subject.utf8[...], $0.utf8[...]) } ?? true
    }

    private static func matches(_ text: Substring.UTF8View, _ pattern: Substring.UTF8View) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == UInt8(ascii: "*") {
            let rest = pattern.dropFirst()
            if rest.isEmpty { return true }
            var tail = text
            while true {
                if matches(tail, rest) { return true }
                if tail.isEmpty { return false }
                tail = tail.dropFirst()
            }
        }
        return text.first == first && matches(text.dropFirst(), pattern.dropFirst())
    }
}
