public import JSON

/// Something that is wrong with a chain, and where.
public struct ChainFinding: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// The entry is not what it was when its hash was made.
        case changed
        /// Entries that must have been there are gone.
        case missing
        /// The entry is not in its place.
        case reordered
        /// There is a second entry of this number.
        case repeated
        /// The entry and the one before do not belong together: one of the two was replaced, hash and all.
        case unlinked
        /// The entry belongs to somebody else's chain.
        case foreign
        /// A part of the chain is no longer one.
        case unreadable
    }

    public var kind: Kind
    /// The first entry concerned; nil when it cannot be told.
    public var sequence: Int?
    /// The last one, when there are several.
    public var lastSequence: Int?
    public var eventID: String?
    /// For people.
    public var detail: String

    public init(_ kind: Kind, _ sequence: Int?, through lastSequence: Int? = nil, eventID: String? = nil, _ detail: String) {
        self.kind = kind
        self.sequence = sequence
        self.lastSequence = lastSequence == sequence ? nil : lastSequence
        self.eventID = eventID
        self.detail = detail
    }
}

extension ChainFinding: CustomStringConvertible {
    public var description: String {
        let place =
            switch (sequence, lastSequence) {
            case (let first?, let last?): "entries \(first) to \(last)"
            case (let only?, nil): "entry \(only)"
            default: "the chain"
            }
        return "\(kind.rawValue): \(place)\(eventID.map { " (\($0))" } ?? ""): \(detail)"
    }
}

extension ChainFinding: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", kind.rawValue)
            writer.member("sequence", ifPresent: sequence)
            writer.member("last_sequence", ifPresent: lastSequence)
            writer.member("event_id", ifPresent: eventID)
            writer.member("detail", detail)
        }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
        var finding = ChainFinding(.unreadable, nil, "")
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "kind":
                guard let kind = Kind(rawValue: try reader.string()) else { throw reader.error(.invalidValue, "no kind of finding") }
                finding.kind = kind
            case "sequence": finding.sequence = try reader.int()
            case "last_sequence": finding.lastSequence = try reader.int()
            case "event_id": finding.eventID = try reader.string()
            case "detail": finding.detail = try reader.string()
            default: break
            }
        }
        self = finding
    }
}
