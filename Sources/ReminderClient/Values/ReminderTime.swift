import JSON

/// When a reminder is to fire, as the API takes it. The engine checks the texts.
public enum ReminderTime: Sendable, Hashable {
    /// RFC 3339 with its zone, such as `2026-11-24T09:00:00+01:00`.
    case at(String)
    /// From the moment of acceptance: `10m`, `1h30m`, `PT10M`.
    case after(String)
    /// A local time such as `2026-11-24T09:00` in an IANA zone.
    case local(String, zone: String)

    func encodeMembers(to writer: inout JSONWriter, instantName: StaticString = "remind_at") {
        switch self {
        case .at(let instant): writer.member(instantName, instant)
        case .after(let delay): writer.member("delay", delay)
        case .local(let time, let zone):
            writer.member("local_time", time)
            writer.member("time_zone", zone)
        }
    }
}
