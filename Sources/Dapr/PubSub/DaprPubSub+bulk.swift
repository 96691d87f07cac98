import Curl

extension DaprPubSub {
    /// Publishes many events, in as few requests as the sidecar's limits allow, one request after the other.
    ///
    /// Some may be published and some not; each has its own outcome, in the order given. An entry that makes the sidecar refuse a whole
    /// request is found by halving, so that it never holds up its neighbours. When nothing gets through, the rest is not tried.
    ///
    /// - Parameter limit: for all requests together; nil leaves each its own deadline.
    public func publishBulk(
        _ entries: [BulkEntry],
        to topic: String,
        pubsub: String,
        metadata: [String: String] = [:],
        within limit: Duration? = nil,
        traceparent: String? = nil
    ) async -> [BulkOutcome] {
        let deadline = ContinuousClock.now + (limit ?? client.configuration.deadlines.bulkPublish * 16)
        let path: String
        do throws(DaprError) {
            path = try Self.path(pubsub, topic) + DaprPath.metadataQuery(metadata)
        } catch {
            return [BulkOutcome](repeating: .failed(error), count: entries.count)
        }
        let configuration = client.configuration
        var waiting = Array(
            BulkRequest.split(entries[...], maxEntries: configuration.maxBulkEntries, maxBytes: configuration.maxBodyBytes).reversed()
        )
        var outcomes = [BulkOutcome](repeating: .published, count: entries.count)
        while let run = waiting.popLast() {
            do throws(DaprError) {
                for (place, error) in try await publish(run, path, before: deadline, traceparent) {
                    outcomes[run.startIndex + place] = .failed(error)
                }
            } catch {
                if error.kind == .invalid, run.count > 1 {
                    let middle = run.startIndex + run.count / 2
                    waiting.append(run[middle...])
                    waiting.append(run[..<middle])
                    continue
                }
                for index in run.indices { outcomes[index] = .failed(error) }
                guard error.kind != .invalid else { continue }
                let untried = DaprError(error.kind, error.message, code: error.code, status: error.status)
                for run in waiting { for index in run.indices { outcomes[index] = .failed(untried) } }
                break
            }
        }
        return outcomes
    }

    /// One request. Returns the entries that the broker refused, by place; throws when it failed as a whole.
    private func publish(
        _ run: ArraySlice<BulkEntry>,
        _ path: String,
        before deadline: ContinuousClock.Instant,
        _ traceparent: String?
    ) async throws(DaprError) -> [Int: DaprError] {
        let remaining = ContinuousClock.now.duration(to: deadline)
        guard remaining > .zero else { throw DaprError(.timedOut, "the time for this publish was over before its turn came") }
        let body = BulkRequest.encode(run)
        return try await client.bulkPublishRoute.call { (route) async throws(DaprError) -> [Int: DaprError] in
            let response = try await client.send(
                .post,
                route + path,
                headers: [("Content-Type", "application/json")],
                body: body,
                deadline: min(client.configuration.deadlines.bulkPublish, remaining),
                traceparent: traceparent
            )
            if (200..<300).contains(response.status), response.body.isEmpty { return [:] }
            let errorBody = DaprErrorBody(response.body)
            guard let failures = BulkRequest.failures(errorBody, count: run.count) else {
                if (200..<300).contains(response.status) { return [:] }
                throw DaprError(response, .bulkPublish)
            }
            return failures.mapValues { DaprError(brokerSays: $0, code: errorBody.code, status: response.status) }
        }
    }
}

extension DaprError {
    /// An entry that the broker did not take. Whether it did all the same is unknown when it gave no answer.
    fileprivate init(brokerSays message: String, code: String?, status: Int) {
        let signs = ["timeout", "timed out", "deadline exceeded", "EOF", "connection reset", "broken pipe", "canceled"]
        let isUnknown = signs.contains { message.contains($0) }
        self.init(isUnknown ? .timedOut : .unavailable, message, code: code, status: status, mayHaveHappened: isUnknown)
    }
}
