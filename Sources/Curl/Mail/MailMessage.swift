/// A mail with a text in two forms, as people's programs show either.
public struct MailMessage: Sendable, Hashable {
    public var from: EmailAddress
    /// What is shown as the sender's name; nil for none.
    public var fromName: String?
    public var to: EmailAddress

    /// Any text. Line breaks and other control characters become blanks, so no header can be smuggled in.
    public var subject: String
    public var text: String
    /// Complete HTML, safe as it is.
    public var html: String

    /// The part before the `@` of the Message-ID. The same for each attempt to send one mail, so that receivers can tell a repeat.
    /// Characters other than letters, digits, `.`, `_` and `-` are left out.
    public var messageID: String

    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var date: Int64

    public init(
        from: EmailAddress,
        fromName: String? = nil,
        to: EmailAddress,
        subject: String,
        text: String,
        html: String,
        messageID: String,
        date: Int64
    ) {
        self.from = from
        self.fromName = fromName
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.messageID = messageID
        self.date = date
    }
}
