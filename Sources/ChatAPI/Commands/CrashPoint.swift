/// The steps of a command between which a process can die. A test stops a command behind each of them; see `CommandLayer.checkpoint`.
public enum CrashPoint: String, CaseIterable, Sendable {
    case guardSet
    case reminderSet
    case indexed
    case committed
    /// The event is out, and not yet marked as published.
    case published
    /// Marked as published, and the superseded reminder perhaps not yet cancelled.
    case marked
    /// Everything is done but for the guard.
    case settled
}
