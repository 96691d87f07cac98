import ArgumentParser
import ReminderClient

/// When: exactly one of a delay, an instant, and a local time with its zone.
struct TimeOptions: ParsableArguments {
    @Option(name: .customLong("in"), help: ArgumentHelp("From now: 10m, 1h30m, 2d, PT10M.", valueName: "delay"))
    var delay: String?
    @Option(help: ArgumentHelp("An instant as in RFC 3339, such as 2026-11-24T09:00:00+01:00.", valueName: "instant"))
    var at: String?
    @Option(help: ArgumentHelp("A local time, such as 2026-11-24T09:00; needs --zone.", valueName: "time"))
    var local: String?
    @Option(help: ArgumentHelp("An IANA time zone, such as Europe/Berlin.", valueName: "zone"))
    var zone: String?

    var time: ReminderTime {
        get throws {
            switch (delay, at, local, zone) {
            case (let delay?, nil, nil, nil): return .after(delay)
            case (nil, let instant?, nil, nil): return .at(instant)
            case (nil, nil, let local?, let zone?): return .local(local, zone: zone)
            default: throw ValidationError("Say when by one of --in, --at, or --local with --zone.")
            }
        }
    }

    func validate() throws { _ = try time }
}
