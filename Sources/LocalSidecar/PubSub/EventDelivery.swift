import Curl

/// Delivers the messages of one subscription: route, attempts, dead letter.
struct EventDelivery: Sendable {
    let subscription: Subscription
    let policy: Resiliency.Policy?
    let deadLetters: RedisPubSub
    let runtime: SidecarRuntime
    /// Nil unless the subscription wants bulks.
    let bulk: BulkCollector?

    init(subscription: Subscription, policy: Resiliency.Policy?, deadLetters: RedisPubSub, runtime: SidecarRuntime) {
        self.subscription = subscription
        self.policy = policy
        self.deadLetters = deadLetters
        self.runtime = runtime
        bulk = subscription.bulk.map { BulkCollector(limits: $0, subscription: subscription, policy: policy, runtime: runtime) }
    }

    /// What is posted: the stored bytes as they are, or an envelope around them.
    struct Event: Sendable {
        var body: [UInt8]
        var fields: GoValue
        var id: String { fields["id"]?.string ?? "" }
    }

    /// Whether the message has been dealt with, by the application, by dropping it or by its dead-letter topic.
    func handle(_ message: StreamMessage) async -> Bool {
        guard let event = decode(message) else { return await bury(message, "no event") }
        if CloudEvent.hasExpired(event.fields, at: runtime.clock.now()) { return await bury(message, "expired") }
        let path: String
        do {
            guard let found = try Self.route(event.fields, subscription.rules) else { return await bury(message, "no route") }
            path = found
        } catch {
            return await bury(message, error.message)
        }
        let fault = await runtime.faults.strike(.deliver, message.topic)
        switch fault?.effect {
        case .lose: return true
        case .refuse, .status, .hang: return await bury(message, fault?.message ?? "")
        case .repeat:
            for _ in 1..<(fault?.copies ?? 1) {
                _ = await attempt(message, event, path)
                try? await Task.sleep(for: (fault?.delay ?? Span(nanoseconds: 0)).duration)
            }
        default: break
        }
        let outcome: DeliveryOutcome
        if let bulk {
            outcome = await bulk.deliver(message, event, path)
        } else {
            outcome = await attempts(message, event, path)
        }
        return outcome == .success ? true : await bury(message, outcome.word)
    }

    private func decode(_ message: StreamMessage) -> Event? {
        if subscription.isRaw {
            let event = CloudEvent(raw: message.data, pubsub: subscription.pubsub, topic: message.topic, id: runtime.newID())
            return Event(body: event.bytes, fields: .object(event.fields))
        }
        guard let fields = try? GoValue(json: message.data, numbers: .verbatim), fields.object != nil else { return nil }
        return Event(body: message.data, fields: fields)
    }

    /// The path of the first rule that matches; nil when none does. A rule that cannot be evaluated is an error, and hides those behind it.
    static func route(_ event: GoValue, _ rules: [Subscription.Rule]) throws(RuleError) -> String? {
        for rule in rules {
            guard let match = rule.match else { return rule.path }
            if try match.matches(event) { return rule.path }
        }
        return nil
    }

    private func attempts(_ message: StreamMessage, _ event: Event, _ path: String) async -> DeliveryOutcome {
        var retries = 0
        while true {
            let outcome = await attempt(message, event, path)
            guard case .retry(let status) = outcome, !Task.isCancelled else { return outcome }
            retries += 1
            guard let pause = policy?.retry?.pause(beforeRetry: retries, status: status) else { return outcome }
            try? await Task.sleep(for: pause.duration)
        }
    }

    private func attempt(_ message: StreamMessage, _ event: Event, _ path: String) async -> DeliveryOutcome {
        let start = ContinuousClock.now
        runtime.journal.record(.delivered, message.topic, id: event.id, detail: path)
        var headers = Self.headers(message.metadata, pubsub: subscription.pubsub)
        headers.insert((name: "Content-Type", value: CloudEvent.contentType), at: 0)
        if let trace = runtime.continuing(event.fields["traceparent"]?.string) { headers.append(("Traceparent", trace.traceparent)) }
        let outcome: DeliveryOutcome
        var status = 0
        do throws(CurlError) {
            let answer = try await runtime.app.call(
                .post,
                path.hasPrefix("/") ? path : "/" + path,
                headers: headers,
                body: event.body,
                deadline: policy?.timeout?.duration ?? AppChannel.withoutLimit
            )
            status = answer.status
            outcome = DeliveryOutcome(status: answer.status, body: answer.body)
        } catch {
            outcome = .retry(status: nil)
        }
        runtime.journal.record(.answered, message.topic, id: event.id, status: status, detail: outcome.word)
        runtime.metrics.delivered(
            subscription.pubsub,
            message.topic,
            outcome: outcome.word,
            status: outcome == .drop ? "success" : outcome.word,
            Span(ContinuousClock.now - start).milliseconds
        )
        return outcome
    }

    /// Metadata of the message as headers, spelt as Go does.
    static func headers(_ metadata: [String: String], pubsub: String) -> [(name: String, value: String)] {
        var headers = [(name: "Pubsubname", value: pubsub)]
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) where !name.isEmpty {
            headers.append(
                (name.split(separator: "-", omittingEmptySubsequences: false).map(Self.capitalized).joined(separator: "-"), value)
            )
        }
        return headers
    }

    private static func capitalized(_ word: Substring) -> String { word.prefix(1).uppercased() + word.dropFirst().lowercased() }

    /// To the dead-letter topic, if there is one: the very event, which says nothing about why it died.
    private func bury(_ message: StreamMessage, _ reason: String) async -> Bool {
        guard let topic = subscription.deadLetterTopic else { return reason == "drop" || reason == "no route" || reason == "expired" }
        runtime.metrics.delivered(subscription.pubsub, message.topic, outcome: "drop", status: "drop", nil)
        do {
            try await deadLetters.publish(message.data, metadata: message.metadata, topic: topic, now: runtime.clock.now())
        } catch {
            return false
        }
        runtime.journal.record(.deadLettered, message.topic, detail: reason)
        return true
    }
}
