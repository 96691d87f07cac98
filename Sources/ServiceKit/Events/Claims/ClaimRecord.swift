import JSON

/// What the store knows about one event of one consumer, and what follows from it. Pure.
struct ClaimRecord: Hashable, Sendable {
    /// Empty when the event is done.
    var owner: String
    /// Milliseconds since 1970; 0 when it was given back after having been broken off.
    var until: Int64
    var isTakeover: Bool

    static let done = ClaimRecord(owner: "", until: 0, isTakeover: false)

    /// How long a mark, and a claim that nobody takes over, is kept.
    static let timeToLive = 86_400

    /// By how much the clocks of two replicas may differ without one taking over what the other still has.
    static let clockSkew = Duration.seconds(1)

    enum Step: Hashable {
        case done
        /// It is the asker's own: the write that seemed to fail did not.
        case mine
        case held(for: Duration)
        case takeOver
    }

    /// What somebody who asks with this owner's name may do.
    func step(for asker: String, now: Int64) -> Step {
        if owner.isEmpty { return .done }
        if owner == asker { return .mine }
        if until == 0 { return .takeOver }
        let rest = Duration.milliseconds(until - now) + Self.clockSkew
        return rest > .zero ? .held(for: rest) : .takeOver
    }
}

extension ClaimRecord: JSONEncodable, JSONDecodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            if owner.isEmpty {
                writer.member("done", true)
            } else {
                writer.member("owner", owner)
                writer.member("until", until)
                if isTakeover { writer.member("takeover", true) }
            }
        }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        var isDone = false
        var record = ClaimRecord.done
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "done": isDone = try reader.bool()
            case "owner": record.owner = try reader.string()
            case "until": record.until = Int64(try reader.int())
            case "takeover": record.isTakeover = try reader.bool()
            default: break
            }
        }
        guard isDone != !record.owner.isEmpty else { throw reader.error(.invalidValue, "neither a claim nor a mark") }
        self = record
    }
}
