import JSON
import Reminders

/// The fields by which a request says when: exactly one of `remind_at`, `delay`, or `local_time` with `time_zone`.
struct DueFields {
    /// How the instant and the delay are called in this request: `until` and `delay` when snoozing.
    var instantName = "remind_at"
    private var instant: String?
    private var delay: String?
    private var localTime: String?
    private var zone: String?
    /// Set when a field is there, also a broken one, which has been noted already.
    private var isPresent = false
    private var isBroken = false

    init(instantName: String = "remind_at") {
        self.instantName = instantName
    }

    var isEmpty: Bool { !isPresent }

    /// Reads the value of a member if it is one of these fields.
    mutating func read(_ key: JSONKey, _ reader: inout JSONReader, _ check: inout FieldCheck) throws(JSONError) -> Bool {
        let name = key.string
        guard [instantName, "delay", "local_time", "time_zone"].contains(name) else { return false }
        isPresent = true
        let text = try check.value(&reader) { (reader) throws(JSONError) in try reader.string() }
        if text == nil { isBroken = true }
        switch name {
        case "delay": delay = text
        case "local_time": localTime = text
        case "time_zone": zone = text
        default: instant = text
        }
        return true
    }

    /// The due time, or nil with what is wrong noted.
    ///
    /// - Parameter prefix: the path of the object that the fields stand in, with a dot, or empty.
    func resolved(_ check: inout FieldCheck, prefix: String) -> ReminderRequest.Due? {
        if isBroken { return nil }
        let given = [instant != nil, delay != nil, localTime != nil || zone != nil].count { $0 }
        guard given == 1 else {
            let message = given == 0 ? "One of" : "Only one of"
            check.note(prefix + instantName, "\(message) \(instantName), delay, or local_time with time_zone is needed.")
            return nil
        }
        if let instant {
            guard let due = Timestamp(rfc3339: instant) else {
                check.note(prefix + instantName, "An RFC 3339 time with its zone is needed, such as 2026-01-01T09:00:00Z.")
                return nil
            }
            return .at(due)
        }
        if let delay {
            guard let duration = DelayReader.duration(delay) else {
                check.note(prefix + "delay", "A duration above zero is needed, such as 10m, 1h30m or PT10M.")
                return nil
            }
            return .after(duration)
        }
        guard let localTime, let zone else {
            check.note(prefix + (localTime == nil ? "local_time" : "time_zone"), "local_time and time_zone belong together.")
            return nil
        }
        do throws(LocalTime.Failure) {
            return .local(time: localTime, zone: zone, instant: try LocalTime.instant(localTime, zone: zone))
        } catch {
            switch error {
            case .unknownZone: check.note(prefix + "time_zone", "An IANA time zone is needed, such as Europe/Vienna.")
            case .malformed: check.note(prefix + "local_time", "A local date and time without zone is needed, such as 2026-01-01T09:00:00.")
            }
            return nil
        }
    }
}
