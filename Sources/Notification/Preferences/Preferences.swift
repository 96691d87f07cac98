import Curl

/// How a user wants to be told.
public struct Preferences: Sendable, Hashable {
    /// An IANA name.
    public var timeZone: String
    /// In which order is of no importance; each once.
    public var channels: [ChannelName]
    public var email: String?
    public var webhookURL: String?
    public var quietHours: QuietHours?

    public init(
        timeZone: String = "UTC",
        channels: [ChannelName] = [.inbox, .log],
        email: String? = nil,
        webhookURL: String? = nil,
        quietHours: QuietHours? = nil
    ) {
        self.timeZone = timeZone
        self.channels = channels
        self.email = email
        self.webhookURL = webhookURL
        self.quietHours = quietHours
    }

    /// Of those who have said nothing.
    public static let standard = Preferences()

    var zone: LocalZone { LocalZone(timeZone) }
}
