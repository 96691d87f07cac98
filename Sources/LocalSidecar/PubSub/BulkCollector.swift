import Curl

/// Gathers the messages of a subscription into bulks and tells each what became of it.
actor BulkCollector {
    private struct Waiting {
        var entryID: String
        var message: StreamMessage
        var event: EventDelivery.Event
        var done: CheckedContinuation<DeliveryOutcome, Never>
    }

    private let limits: Subscription.Bulk
    private let subscription: Subscription
    private let policy: Resiliency.Policy?
    private let runtime: SidecarRuntime
    /// By path, since each bulk goes to one.
    private var waiting: [String: [Waiting]] = [:]
    private var timers: [String: Task<Void, Never>] = [:]

    init(limits: Subscription.Bulk, subscription: Subscription, policy: Resiliency.Policy?, runtime: SidecarRuntime) {
        self.limits = limits
        self.subscription = subscription
        self.policy = policy
        self.runtime = runtime
    }

    func deliver(_ message: StreamMessage, _ event: EventDelivery.Event, _ path: String) async -> DeliveryOutcome {
        let entryID = runtime.newID()
        return await withCheckedContinuation { continuation in
            waiting[path, default: []].append(Waiting(entryID: entryID, message: message, event: event, done: continuation))
            if waiting[path]?.count == limits.maxMessages {
                flush(path)
            } else if timers[path] == nil {
                timers[path] = Task {
                    try? await Task.sleep(for: limits.maxAwait.duration)
                    if !Task.isCancelled { flush(path) }
                }
            }
        }
    }

    private func flush(_ path: String) {
        timers.removeValue(forKey: path)?.cancel()
        guard let bulk = waiting.removeValue(forKey: path), !bulk.isEmpty else { return }
        Task { await send(bulk, path) }
    }

    /// Sends the bulk, and again what failed of it as long as the policy allows.
    private func send(_ bulk: [Waiting], _ path: String) async {
        var rest = bulk
        var retries = 0
        while !rest.isEmpty {
            let outcomes = await attempt(rest, path)
            var failed: [Waiting] = []
            var status: Int?
            for entry in rest {
                let outcome = outcomes[entry.entryID] ?? .retry(status: nil)
                if case .retry(let code) = outcome {
                    status = code
                    failed.append(entry)
                } else {
                    entry.done.resume(returning: outcome)
                }
            }
            rest = failed
            retries += 1
            guard !rest.isEmpty, let pause = policy?.retry?.pause(beforeRetry: retries, status: status) else { break }
            try? await Task.sleep(for: pause.duration)
        }
        for entry in rest { entry.done.resume(returning: .retry(status: nil)) }
    }

    private func attempt(_ bulk: [Waiting], _ path: String) async -> [String: DeliveryOutcome] {
        let start = ContinuousClock.now
        for entry in bulk { runtime.journal.record(.delivered, subscription.topic, id: entry.event.id, detail: path) }
        let ids = bulk.map(\.entryID)
        var headers = EventDelivery.headers([:], pubsub: subscription.pubsub)
        headers.append(("Content-Type", "application/json"))
        if runtime.settings.isTracing { headers.append(("Traceparent", runtime.newTrace().traceparent)) }
        let outcomes: [String: DeliveryOutcome]
        var status = 0
        do throws(CurlError) {
            let answer = try await runtime.app.call(
                .post,
                path.hasPrefix("/") ? path : "/" + path,
                headers: headers,
                body: envelope(bulk),
                deadline: policy?.timeout?.duration ?? AppChannel.withoutLimit
            )
            status = answer.status
            outcomes = BulkOutcome.outcomes(status: answer.status, body: answer.body, entryIDs: ids)
        } catch {
            outcomes = BulkOutcome.outcomes(status: 500, body: [], entryIDs: ids)
        }
        var counts: [String: Int] = [:]
        for entry in bulk {
            let word = (outcomes[entry.entryID] ?? .drop).word
            counts[word.uppercased(), default: 0] += 1
            runtime.journal.record(.answered, subscription.topic, id: entry.event.id, status: status, detail: word)
        }
        runtime.metrics.deliveredBulk(subscription.topic, statuses: counts, Span(ContinuousClock.now - start).milliseconds)
        return outcomes
    }

    private func envelope(_ bulk: [Waiting]) -> [UInt8] {
        var output = Array("{\"entries\":[".utf8)
        for (index, entry) in bulk.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: "{\"entryId\":\"\(entry.entryID)\",\"event\":".utf8)
            output.append(contentsOf: entry.event.body)
            output.append(contentsOf: ",\"metadata\":".utf8)
            GoValue.object(GoObject(entry.message.metadata.map { ($0.key, .string($0.value)) })).write(to: &output)
            output.append(contentsOf: ",\"contentType\":\"\(CloudEvent.contentType)\"}".utf8)
        }
        output.append(contentsOf: "],\"id\":\"\(runtime.newID())\",\"metadata\":{\"pubsubName\":".utf8)
        GoValue.write(subscription.pubsub, to: &output)
        output.append(contentsOf: "},\"pubsubname\":".utf8)
        GoValue.write(subscription.pubsub, to: &output)
        output.append(contentsOf: ",\"topic\":".utf8)
        GoValue.write(subscription.topic, to: &output)
        output.append(contentsOf: ",\"type\":\"com.dapr.event.sent.bulk\"}".utf8)
        return output
    }
}
