public import Curl
public import Logging
public import Reminders

/// All channels that there are.
public enum Channels {
    /// - Parameters:
    ///   - webhook: a client for the URLs of users, and who signs; without one nothing is sent.
    ///   - email: nil when there is no mail server.
    public static func all(
        inbox: InboxStore,
        publish: EventPublishing,
        webhook: (http: CurlClient, signer: WebhookSigner?),
        email: (client: SMTPClient, from: EmailAddress)?,
        policy: DeliveryPolicy,
        now: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) -> [any Channel] {
        [
            InboxChannel(store: inbox, publish: publish, now: now),
            LogChannel(logger: logger),
            WebhookChannel(http: webhook.http, signer: webhook.signer, deadline: policy.deadline(.webhook), now: now),
            EmailChannel(
                sender: email.map { EmailChannel.Sender(client: $0.client, from: $0.from) },
                deadline: policy.deadline(.email),
                now: now
            ),
        ]
    }
}
