import Dapr
import JSON
import Reminders
import ServiceKit

/// Which links have been used. Each has a record that only one of any number of requests can create.
struct LinkUses: Sendable {
    enum Claim: Sendable, Hashable {
        /// The caller's to carry out, then to `finish` or to `release`.
        case granted
        case used
        /// Another request is at it.
        case busy
    }

    /// After which a request counts as dead that neither finished nor released. What a link does is safe to repeat: a snooze is of one
    /// generation, and a task that is done stays done.
    private static let lease: Int64 = 60_000
    /// Beyond the link's own life.
    private static let margin: Int64 = 3_600

    private struct Record: JSONEncodable, JSONDecodable, Sendable {
        /// Milliseconds since 1970; nil when the link is used.
        var until: Int64?

        init(until: Int64?) { self.until = until }

        func encode(to writer: inout JSONWriter) {
            writer.object { $0.member("until", until) }
        }

        init(from reader: inout JSONReader) throws(JSONError) {
            try reader.object { (key, reader) throws(JSONError) in
                if key == "until" { until = try Int64?(from: &reader) } else { try reader.skip() }
            }
        }
    }

    let state: any ServiceState

    func claim(_ id: String, expires: Int64, now: Timestamp) async throws(DaprError) -> Claim {
        try await record(id, expires, now).update { record in
            if let record {
                guard let until = record.until else { return (.used, nil) }
                guard until <= now.milliseconds else { return (.busy, nil) }
            }
            return (.granted, Record(until: now.milliseconds + Self.lease))
        }
    }

    func finish(_ id: String, expires: Int64, now: Timestamp) async throws(DaprError) {
        try await record(id, expires, now).update { _ in ((), Record(until: nil)) }
    }

    /// It has come to nothing, and may be tried again at once.
    func release(_ id: String, expires: Int64, now: Timestamp) async throws(DaprError) {
        try await record(id, expires, now).update { record in
            guard record?.until != nil else { return ((), nil) }
            return ((), Record(until: 0))
        }
    }

    private func record(_ id: String, _ expires: Int64, _ now: Timestamp) -> SharedValue<Record> {
        let rest = max(0, expires - now.milliseconds / 1_000)
        return SharedValue(state: state, key: "link-\(id)", ttlSeconds: Int(rest + Self.margin))
    }
}
