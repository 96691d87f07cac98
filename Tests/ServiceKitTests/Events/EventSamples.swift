import JSON

/// One event in every form in which a sidecar delivers it.
enum EventSamples {
    static let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    static let bare =
        #"{"event_id":"t1:1:created","event_type":"task.created","timestamp":"2026-11-24T14:05:33.137Z","user_id":"ada","payload":{"task":{"id":"t1"}}}"#

    /// The base 64 of `text`, by another implementation than the one under test.
    static func base64(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bits = text.utf8.map { byte in
            let digits = String(byte, radix: 2)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
        var output = ""
        var rest = Substring(bits)
        while !rest.isEmpty {
            let group = rest.prefix(6)
            rest = rest.dropFirst(6)
            output.append(alphabet[Int(group + String(repeating: "0", count: 6 - group.count), radix: 2) ?? 0])
        }
        return output + String(repeating: "=", count: (4 - output.count % 4) % 4)
    }

    static func wrapped(_ data: String, as name: String = "data", trace: String = trace) -> String {
        """
        {"specversion":"1.0","id":"x","type":"com.dapr.event.sent","source":"chat-api","topic":"task-events","pubsubname":"pubsub",
        "traceparent":"\(trace)","traceid":"\(trace)","datacontenttype":"application/json","\(name)":\(data)}
        """
    }

    /// Wrapped more often than anybody does.
    static let deep = (0..<5).reduce(bare) { text, _ in wrapped(text) }

    static func quoted(_ text: String) -> String { JSONValue.string(text).description }

    static let forms: [(String, String)] = [
        ("wrapped", wrapped(bare)),
        ("wrapped as text", wrapped(quoted(bare))),
        ("raw, in base 64", wrapped(quoted(base64(bare)), as: "data_base64")),
        ("wrapped, for a raw subscriber", wrapped(quoted(base64(wrapped(bare))), as: "data_base64", trace: "")),
        ("bare", bare),
        ("bare, with a member named data", bare.dropLast() + #","data":{"event_id":"other"}}"#),
    ]
}
