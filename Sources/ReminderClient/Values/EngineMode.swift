public import JSON

/// What carries reminders and why, and how full the ledger is.
public struct EngineMode: Sendable, Hashable {
    public struct Breaker: Sendable, Hashable {
        /// `closed` while the Jobs API is trusted, else `open`.
        public var state = ""
        public var reason = ""
        public var since = ""
    }

    public struct Counts: Sendable, Hashable {
        public var sweeper = 0
        public var jobs = 0
        public var pending = 0
        public var firing = 0
        public var dead = 0
        public var finished = 0
        public var withdrawals = 0

        public init() {}
    }

    /// What an operator set: `auto`, `jobs` or `fallback`.
    public var configured = ""
    /// `jobs` or `fallback`.
    public var effective = ""
    public var breaker = Breaker()
    /// Nil while the ledger is away.
    public var counts: Counts?
    /// How late the earliest waiting reminder is, in milliseconds.
    public var oldestOverdue = 0
    /// When the cron binding last ticked at the replica that answered.
    public var lastTick: String?
    /// As it came, for those who want all of it.
    public var raw = RawJSON.null

    public init() {}
}

extension EngineMode: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        raw = try reader.rawValue()
        try JSONReader.read(raw.bytes, options: .lenient) { (reader) throws(JSONError) in try read(&reader) }
    }

    private mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "configured": configured = try reader.string()
            case "effective": effective = try reader.string()
            case "breaker": breaker = try Breaker(from: &reader)
            case "counts": counts = try Counts?(from: &reader)
            case "oldest_overdue_ms": oldestOverdue = try Int?(from: &reader) ?? 0
            case "last_tick": lastTick = try String?(from: &reader)
            default: try reader.skip()
            }
        }
    }
}

extension EngineMode.Breaker: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "state": state = try reader.string()
            case "reason": reason = try reader.string()
            case "since": since = try reader.string()
            default: try reader.skip()
            }
        }
    }
}

extension EngineMode.Counts: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "sweeper": sweeper = try reader.int()
            case "jobs": jobs = try reader.int()
            case "pending": pending = try reader.int()
            case "firing": firing = try reader.int()
            case "dead": dead = try reader.int()
            case "finished": finished = try reader.int()
            case "withdrawals": withdrawals = try reader.int()
            default: try reader.skip()
            }
        }
    }
}
