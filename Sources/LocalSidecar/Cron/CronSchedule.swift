/// When a schedule ticks next.
enum CronSchedule: Equatable, Sendable {
    /// `@every`: a constant distance, to the nanosecond.
    case every(Span)
    case fields(CronFields, Zone)

    /// The first tick after `moment`; nil when there is none within five years.
    func next(after moment: Moment) -> Moment? {
        switch self {
        case .every(let span): moment + span
        case .fields(let fields, let zone): fields.next(after: moment, in: zone)
        }
    }
}

/// The six fields of a crontab line, seconds first.
struct CronFields: Equatable, Sendable {
    var second: CronField
    var minute: CronField
    var hour: CronField
    var day: CronField
    var month: CronField
    var weekday: CronField

    func next(after moment: Moment, in zone: Zone) -> Moment? {
        let floor = Moment(nanoseconds: (moment.seconds + 1) * 1_000_000_000)
        var clock = CivilTime(floor, offset: zone.offset(at: floor))
        let lastYear = clock.year + 5
        while clock.year <= lastYear {
            guard month.contains(clock.month) else {
                clock = CivilTime(year: clock.month == 12 ? clock.year + 1 : clock.year, month: clock.month % 12 + 1, day: 1)
                continue
            }
            guard matchesDay(clock) else {
                clock = startOfNextDay(clock)
                continue
            }
            guard let time = firstTime(from: clock) else {
                clock = startOfNextDay(clock)
                continue
            }
            let found = zone.moment(of: time)
            // A clock set back shows the same time twice; the schedule moves on from the second showing.
            if found > moment { return found }
            clock = CivilTime(Moment(nanoseconds: time.secondsAsUTC * 1_000_000_000 + 1_000_000_000), offset: 0)
        }
        return nil
    }

    /// Day of month and day of week: both, unless neither is a star, then either (as in Vixie cron).
    private func matchesDay(_ clock: CivilTime) -> Bool {
        let inMonth = day.contains(clock.day)
        let inWeek = weekday.contains(clock.weekday)
        return day.isStar || weekday.isStar ? inMonth && inWeek : inMonth || inWeek
    }

    private func startOfNextDay(_ clock: CivilTime) -> CivilTime {
        if clock.day < CivilTime.daysIn(month: clock.month, year: clock.year) {
            return CivilTime(year: clock.year, month: clock.month, day: clock.day + 1)
        }
        return CivilTime(year: clock.month == 12 ? clock.year + 1 : clock.year, month: clock.month % 12 + 1, day: 1)
    }

    /// The first matching time of that day, not before `clock`.
    private func firstTime(from clock: CivilTime) -> CivilTime? {
        var result = clock
        for hour in clock.hour...23 where self.hour.contains(hour) {
            let firstMinute = hour == clock.hour ? clock.minute : 0
            for minute in firstMinute...59 where self.minute.contains(minute) {
                let firstSecond = hour == clock.hour && minute == clock.minute ? clock.second : 0
                for second in firstSecond...59 where self.second.contains(second) {
                    (result.hour, result.minute, result.second) = (hour, minute, second)
                    return result
                }
            }
        }
        return nil
    }
}
