/// A part of the day, and the time it stands for when no other is said.
enum DayPart: Sendable {
    case morning, afternoon, evening, night

    init?(_ key: String) {
        switch key {
        case "morning": self = .morning
        case "afternoon": self = .afternoon
        case "evening": self = .evening
        case "night": self = .night
        default: return nil
        }
    }

    var time: LocalTime {
        switch self {
        case .morning: LocalTime(9)
        case .afternoon: LocalTime(15)
        case .evening: LocalTime(18)
        case .night: LocalTime(20)
        }
    }
}
