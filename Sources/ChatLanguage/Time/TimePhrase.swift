/// All that a sentence says about one point in time, before it is placed on the calendar.
struct TimePhrase {
    var day: Day?
    var clock: Clock?
    var part: DayPart?
    /// A length of time from now, of which at least a part is shorter than a day.
    var delay: Span?
    /// An instant with its own offset from UTC.
    var instant: Int64?
    /// Why no time can be made of this.
    var problem: Problem?

    var isEmpty: Bool { day == nil && clock == nil && part == nil && delay == nil && instant == nil && problem == nil }
    var isOnlyDay: Bool { day != nil && clock == nil && part == nil && delay == nil && instant == nil }
    var isOnlyTime: Bool { day == nil && delay == nil && instant == nil && (clock != nil || part != nil) }

    struct Day {
        var date: LocalDate
        /// Said as "today": then a time that has passed is not moved to another day.
        var isToday = false
        /// "end of the day" and longer spans that end.
        var isEnd = false
    }

    struct Clock: Equatable {
        var hour: Int
        var minute = 0
        /// "7am in the evening" makes no sense.
        func agrees(with part: DayPart?) -> Bool {
            guard !isBare, hour < 24, let part else { return true }
            return switch part {
            case .morning: hour < 12
            case .afternoon: (12...18).contains(hour)
            case .evening: hour >= 16
            case .night: hour >= 17 || hour < 5
            }
        }

        /// Neither "am" nor "pm" nor four digits: "at 5".
        var isBare = false
    }

    struct Problem {
        var text: String
        /// Other ways to say what was not clear, such as "3 April 2026" for "3/4/2026".
        var readings: [String] = []
    }

    /// Takes over what another part of the sentence says.
    ///
    /// - Returns: whether the two go together.
    mutating func merge(_ other: TimePhrase) -> Bool {
        let isDouble =
            (day != nil && other.day != nil) || (clock != nil && other.clock != nil) || (part != nil && other.part != nil)
            || (delay != nil && !other.isEmpty) || (other.delay != nil && !isEmpty) || (instant != nil && !other.isEmpty)
            || (other.instant != nil && !isEmpty)
        guard !isDouble, (clock ?? other.clock)?.agrees(with: part ?? other.part) ?? true else { return false }
        day = day ?? other.day
        clock = clock ?? other.clock
        part = part ?? other.part
        delay = delay ?? other.delay
        instant = instant ?? other.instant
        problem = problem ?? other.problem
        return true
    }
}
