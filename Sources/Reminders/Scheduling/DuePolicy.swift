/// Which due times are accepted. Pure.
struct DuePolicy: Sendable {
    /// A little in the past fires at once: clocks differ, and requests take time.
    var pastTolerance: Duration = .seconds(60)
    /// Ten years, leap days included.
    var horizon: Duration = .seconds(3653 * 86_400)

    func check(_ due: Timestamp, now: Timestamp) throws(ReminderError) {
        if due < now - pastTolerance {
            throw ReminderError(.tooLongAgo, "\(due) is more than a minute in the past")
        }
        if due > now + horizon {
            throw ReminderError(.tooFarAhead, "\(due) is more than ten years ahead")
        }
    }
}
