import JSON

extension DeliveryRecord: JSONEncodable, JSONDecodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            for (name, progress) in channels.sorted(by: { $0.key < $1.key }) { writer.member(name.rawValue, progress) }
        }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.object { (key, reader) throws(JSONError) in
            let progress = try Progress(from: &reader)
            if let name = ChannelName(rawValue: key.string) { note(name, progress) }
        }
    }
}

extension DeliveryRecord.Progress: JSONEncodable, JSONDecodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .delivered: writer.member("delivered", true)
            case .refused(let reason): writer.member("refused", reason)
            case .gaveUp(let reason): writer.member("gave_up", reason)
            case .waiting(let turn): writer.member("waiting", turn)
            }
        }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        var found: Self?
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "delivered":
                try reader.skip()
                found = .delivered
            case "refused": found = .refused(reason: try reader.string())
            case "gave_up": found = .gaveUp(reason: try reader.string())
            case "waiting": found = .waiting(turn: try reader.int())
            default: try reader.skip()
            }
        }
        guard let found else { throw reader.error(.invalidValue, "no progress of a delivery") }
        self = found
    }
}
