/// A length of time in nanoseconds, negative allowed, as Go's `time.Duration`.
struct Span: Hashable, Comparable, Sendable {
    var nanoseconds: Int64

    static func seconds(_ value: Int64) -> Span { Span(nanoseconds: value * 1_000_000_000) }
    static func milliseconds(_ value: Int64) -> Span { Span(nanoseconds: value * 1_000_000) }

    static func < (left: Span, right: Span) -> Bool { left.nanoseconds < right.nanoseconds }

    /// For `Task.sleep`; a negative span is no sleep at all.
    var duration: Duration { .nanoseconds(max(0, nanoseconds)) }

    var milliseconds: Double { Double(nanoseconds) / 1e6 }

    init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
