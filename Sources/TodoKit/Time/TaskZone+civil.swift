public import Reminders

extension TaskZone {
    /// What the wall clock shows at the instant.
    public func civil(at instant: Timestamp) -> CivilTime {
        CivilTime(milliseconds: instant.milliseconds + offset(at: instant))
    }

    /// When the wall clock shows this time.
    ///
    /// Where the clock is put forward, a time in the gap counts from before it, so that 02:30 becomes 03:30 (RFC 5545, section 3.3.5).
    /// Where it is put back, a time that comes twice means the first.
    public func instant(of civil: CivilTime) -> Timestamp {
        // The offsets a day before and after surround any change near by.
        let before = offset(at: Timestamp(milliseconds: civil.milliseconds - CivilTime.dayLength))
        let after = offset(at: Timestamp(milliseconds: civil.milliseconds + CivilTime.dayLength))
        let first = Timestamp(milliseconds: civil.milliseconds - before)
        if before == after || offset(at: first) == before { return first }
        let second = Timestamp(milliseconds: civil.milliseconds - after)
        return offset(at: second) == after ? second : first
    }
}
