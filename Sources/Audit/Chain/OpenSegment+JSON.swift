public import JSON

extension OpenSegment: JSONEncodable, JSONDecodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("segment", number)
            writer.member("bytes", bytes)
            writer.member("head", head)
            writer.member("cut", ifPresent: cut)
            writer.member("entries", entries)
        }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        var segment = OpenSegment(number: -1)
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "segment": segment.number = try reader.int()
            case "bytes": segment.bytes = try reader.int()
            case "head": segment.head = try ChainHead(from: &reader)
            case "cut": segment.cut = try ChainCut(from: &reader)
            case "entries": segment.entries = try [AuditEntry](from: &reader)
            default: break
            }
        }
        guard segment.number >= 0 else { throw reader.error(.invalidValue, "a segment without a number") }
        self = segment
    }
}

extension SealedSegment: JSONEncodable, JSONDecodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("segment", number)
            writer.member("entries", entries)
        }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        var segment = SealedSegment(number: -1, entries: [])
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "segment": segment.number = try reader.int()
            case "entries": segment.entries = try [AuditEntry](from: &reader)
            default: break
            }
        }
        self = segment
    }
}

extension ChainHead: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("sequence", sequence)
            writer.member("hash", hash)
        }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
        var head = ChainHead(sequence: -1, hash: "")
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "sequence": head.sequence = try reader.int()
            case "hash": head.hash = try reader.string()
            default: break
            }
        }
        guard head.sequence >= 0, !head.hash.isEmpty else { throw reader.error(.invalidValue, "sequence and hash are needed") }
        self = head
    }
}

extension ChainCut: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("first", first)
            writer.member("swept", swept)
            writer.member("head", head)
        }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
        var cut = ChainCut(first: 0, swept: 0, head: .genesis)
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "first": cut.first = try reader.int()
            case "swept": cut.swept = try reader.int()
            case "head": cut.head = try ChainHead(from: &reader)
            default: break
            }
        }
        self = cut
    }
}

extension AuditContent {
    /// For limits, not for accounts: the payload as JSON, and a flat rate for the rest.
    var approximateBytes: Int { JSONWriter.encode(payload).count + 512 }
}
