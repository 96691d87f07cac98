public import JSON

/// A line of an exported audit trail: where a chain begins, an entry, or what it ends with.
public enum ExportLine: Hashable, Sendable {
    /// The chain's entries follow, in order; `head` is the last entry that retention has cut off, or ``ChainHead/genesis``.
    case begin(userID: String, after: ChainHead)
    case entry(AuditEntry)
    case end(userID: String, ChainHead)
}

extension ExportLine: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) {
        switch self {
        case .entry(let entry): writer.value(entry)
        case .begin(let userID, let head):
            writer.object { writer in
                writer.member("begin", userID)
                writer.member("after", head)
            }
        case .end(let userID, let head):
            writer.object { writer in
                writer.member("end", userID)
                writer.member("head", head)
            }
        }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
        let raw = try RawJSON(from: &reader)
        let value = try raw.value(options: .lenient)
        func head(_ name: String) throws(JSONError) -> ChainHead {
            try ChainHead(json: JSONWriter.encode(value[name] ?? .null))
        }
        if let userID = value["begin"]?.string {
            self = .begin(userID: userID, after: try head("after"))
        } else if let userID = value["end"]?.string {
            self = .end(userID: userID, try head("head"))
        } else {
            self = .entry(try AuditEntry(json: raw.bytes, options: .lenient))
        }
    }
}
