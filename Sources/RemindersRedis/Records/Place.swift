import Reminders

/// The letter by which scripts say where a reminder is.
enum Place: UInt8 {
    case sweeper = 0x73  // s
    case jobs = 0x6A  // j
    case firing = 0x78  // x
    case fired = 0x66  // f
    case cancelled = 0x63  // c
    case dead = 0x64  // d

    var state: ReminderState {
        switch self {
        case .sweeper, .jobs: .scheduled
        case .firing: .firing
        case .fired: .fired
        case .cancelled: .cancelled
        case .dead: .dead
        }
    }

    /// Nil where the record itself knows.
    var carrier: Carrier? {
        switch self {
        case .sweeper: .sweeper
        case .jobs: .jobs
        case .firing, .fired, .cancelled, .dead: nil
        }
    }

    /// The letters of the states in which a change is allowed.
    static func letters(_ states: Set<ReminderState>) -> String {
        states.map { state in
            switch state {
            case .scheduled: "sj"
            case .firing: "x"
            case .fired: "f"
            case .cancelled: "c"
            case .dead: "d"
            }
        }.joined()
    }
}
