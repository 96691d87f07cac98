import Curl
import JSON

extension ReminderClient {
    /// What carries reminders, and how full the ledger is.
    public func mode() async throws(ReminderClientError) -> EngineMode {
        try await value(.get, "/v1/mode")
    }

    /// - Parameter mode: `auto`, `jobs` or `fallback`.
    public func setMode(_ mode: String) async throws(ReminderClientError) -> EngineMode {
        var writer = JSONWriter()
        writer.object { $0.member("mode", mode) }
        return try await value(.put, "/v1/mode", body: writer.bytes)
    }

    /// What ran out of attempts.
    public func dead(limit: Int? = nil, cursor: String? = nil) async throws(ReminderClientError) -> ReminderRecordPage {
        var query: [(name: String, value: String)] = []
        if let limit { query.append(("limit", String(limit))) }
        if let cursor { query.append(("cursor", cursor)) }
        return try await value(.get, "/v1/dead" + URLText.query(query))
    }

    /// Lets dead reminders be tried again; all of them when no ids are given.
    ///
    /// - Returns: how many were.
    public func redrive(_ ids: [String]? = nil) async throws(ReminderClientError) -> Int {
        var body: [UInt8]?
        if let ids {
            var writer = JSONWriter()
            writer.object { $0.member("ids", ids) }
            body = writer.bytes
        }
        return try await value(.post, "/v1/dead/redrive", body: body, as: RedrivenCount.self).count
    }

    /// What the engine waits for before it is ready; empty when it is ready.
    public func waits() async throws(ReminderClientError) -> [EngineWait] {
        try await value(.get, "/readyz", accepting: [503], as: EngineWaits.self).waits
    }

    /// The engine's metrics.
    public func metrics() async throws(ReminderClientError) -> MetricsText {
        MetricsText(String(decoding: try await send(.get, "/metrics").body, as: UTF8.self))
    }
}
