public import Hummingbird
public import Identity
public import ServiceKit

/// The HTTP face of the notification service: events from the sidecar, inbox and preferences for users, and the links of messages.
public struct NotificationAPI: Sendable {
    static let largestBody = 64 * 1_024

    let deliverer: Deliverer
    let consumer: EventConsumer
    let verifier: TokenVerifier
    let appToken: Secret?
    let inbox: InboxStore
    let preferences: PreferencesStore
    let signer: WebhookSigner?
    let links: LinkService?
    let readiness: Readiness
    let metrics: MetricRegistry

    /// - Parameters:
    ///   - appToken: what the sidecar has to show with events; nil to take any.
    ///   - signer: for showing users the secret by which they check what their webhook gets.
    ///   - links: nil when messages have none.
    public init(
        deliverer: Deliverer,
        consumer: EventConsumer,
        verifier: TokenVerifier,
        appToken: Secret?,
        inbox: InboxStore,
        preferences: PreferencesStore,
        signer: WebhookSigner?,
        links: LinkActions?,
        readiness: Readiness,
        metrics: MetricRegistry
    ) {
        self.deliverer = deliverer
        self.consumer = consumer
        self.verifier = verifier
        self.appToken = appToken
        self.inbox = inbox
        self.preferences = preferences
        self.signer = signer
        self.links = links?.service(inbox)
        self.readiness = readiness
        self.metrics = metrics
    }

    public func router() -> Router<ServiceRequestContext> {
        let router = Router<ServiceRequestContext>.service()
        router.addHealth(readiness)
        router.addMetrics(metrics)
        consumer.route("/handle-reminder", topic: "reminders", on: router, appToken: appToken) { delivery in
            try await deliverer.handle(delivery)
        }
        let api = router.group(context: IdentifiedContext.self).add(middleware: AuthenticationMiddleware(verifier))
        addInbox(to: api)
        addPreferences(to: api)
        if let links { Self.addLinks(links, to: router) }
        return router
    }
}
