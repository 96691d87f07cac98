/// A `dueTime` or `ttl` of a job, in the three forms that Dapr tries in this order: RFC 3339 with zone, Go duration,
/// ISO 8601 duration.
enum TimePoint: Equatable {
    case instant(Moment)
    case after(Span)
    case calendar(ISODuration)

    /// Nil when the text is none of the three; a repetition such as `R5/PT30M` is not accepted here.
    init?(_ text: String) {
        if let moment = Moment(rfc3339: text) {
            self = .instant(moment)
        } else if let span = Span(go: text) {
            self = .after(span)
        } else if let duration = ISODuration(text) {
            self = .calendar(duration)
        } else {
            return nil
        }
    }

    /// Whether it counts from the moment of creation.
    var isRelative: Bool {
        if case .instant = self { false } else { true }
    }

    func moment(from start: Moment) -> Moment? {
        switch self {
        case .instant(let moment): moment
        case .after(let span): start + span
        case .calendar(let duration): duration.added(to: start)
        }
    }
}
