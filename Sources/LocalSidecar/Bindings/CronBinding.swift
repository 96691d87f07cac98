import Curl
import Logging

/// An input binding `bindings.cron`: ticks in this very process, in every replica, without catching up.
struct CronBinding: Sendable {
    enum Direction: Equatable, Sendable {
        case input
        case output
        /// Not said: the application is asked by OPTIONS.
        case unknown
    }

    let name: String
    let schedule: CronSchedule
    let direction: Direction
    let path: String

    init(_ component: Component) throws(ResourceError) {
        name = component.name
        guard let text = component["schedule"], !text.isEmpty else {
            throw ResourceError("component \(component.name): schedule is missing")
        }
        do {
            schedule = try CronParser.binding.parse(text)
        } catch {
            throw ResourceError("component \(component.name): \(error.message)")
        }
        let words = (component["direction"] ?? "").lowercased().split(separator: ",").map { $0.filter { $0 != " " } }
        direction = words.contains("input") ? .input : words.isEmpty ? .unknown : .output
        let route = component["route"] ?? component.name
        path = route.hasPrefix("/") ? route : "/" + route
    }

    /// The next tick after the one that was due at `last`; ticks that `now` has passed are skipped.
    func next(after last: Moment, now: Moment) -> Moment? {
        guard let next = schedule.next(after: last) else { return nil }
        return next > now ? next : schedule.next(after: now)
    }
}
