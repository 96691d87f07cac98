/// By what rule a task repeats: an RFC 5545 `RRULE`, or one of the words daily, weekly, monthly, yearly.
///
/// The text is the rule itself (`FREQ=WEEKLY;BYDAY=MO,WE`, with or without `RRULE:` before it), and may have lines before and after it:
///
///     DTSTART:20260131T090000
///     RRULE:FREQ=MONTHLY;COUNT=12
///     EXDATE:20260331T090000,20260430
///
/// - `DTSTART` is where the series began, on the wall clock of the task's zone. Without it the series begins at the task's own due time.
/// - `EXDATE` names occurrences left out: local times, UTC times ending in `Z`, or whole days. They do count for `COUNT`.
///   It may also stand in the rule, as `;EXDATE=…`.
/// - Times are local to the task's zone, so a rule at 09:00 is at 09:00 in summer and in winter. Where the clock is put forward,
///   an occurrence in the gap moves behind it by as much (02:30 becomes 03:30 on that day); where it is put back, an occurrence
///   that comes twice is the first one.
/// - A rule skips days that do not exist: `FREQ=MONTHLY` from the 31st is seven times a year, as RFC 5545 says. The *words* mean what
///   people mean: monthly from the 31st is the last day of a shorter month, yearly from 29 February is the 28th in other years,
///   and neither moves the day of later ones.
/// - Parts: FREQ (DAILY to YEARLY), INTERVAL (to 1,000), COUNT (to 10,000) or UNTIL, BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYDAY,
///   BYHOUR and BYMINUTE (48 times a day at most), BYSETPOS, WKST. The text has 2,000 bytes at most.
public struct RecurrenceRule: Hashable, Sendable {
    enum Frequency: String, Sendable, CaseIterable {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    var frequency: Frequency
    /// One of our words, so that days that a month lacks are moved to its end.
    var isWord = false
    var interval: Int64 = 1
    var count: Int?
    var until: RecurrenceValue?
    var months: [Int64] = []
    var monthDays: [Int64] = []
    var yearDays: [Int64] = []
    var weekNumbers: [Int64] = []
    var days: [RecurrenceDay] = []
    var hours: [Int64] = []
    var minutes: [Int64] = []
    var positions: [Int64] = []
    /// 0 for Monday.
    var weekStart: Int64 = 0
    var exceptions: [RecurrenceValue] = []
    /// Where the series began; nil where the task's own due time is that.
    var start: CivilTime?

    init(_ frequency: Frequency) {
        self.frequency = frequency
    }
}
