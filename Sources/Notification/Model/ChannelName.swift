/// A way by which people can be told.
public enum ChannelName: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The list of entries in the web page.
    case inbox
    /// A line in this service's log.
    case log
    /// An HTTP request to a URL of the user's.
    case webhook
    case email

    /// Whether it can ring somebody out of bed: these wait for the end of quiet hours. The inbox is looked at, and the log is not for the user.
    var disturbs: Bool { self == .webhook || self == .email }

    /// Whether it depends on somebody else's machine, and may take long.
    var isRemote: Bool { self == .webhook || self == .email }

    public static func < (left: ChannelName, right: ChannelName) -> Bool { left.rawValue < right.rawValue }
}
