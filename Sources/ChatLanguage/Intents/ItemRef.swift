/// Which task or reminder is meant. The command layer looks it up and asks when it finds none or several.
public enum ItemRef: Sendable, Hashable, Codable {
    /// A title in quotes: the whole title, apart from letter case.
    case exact(String)
    /// Part of a title.
    case words(String)
    /// A place in the list that was shown last, counted from 1; negative from its end.
    case ordinal(Int)
    /// "it", "that one": the item that was spoken of last.
    case mentioned
    /// Only for reminders: the one that fired last ("snooze 10 minutes").
    case latest
}
