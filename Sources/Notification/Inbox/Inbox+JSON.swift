import JSON

extension Inbox: JSONEncodable, JSONDecodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("last", lastNumber)
            writer.member("places", places)
        }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        var (places, lastNumber) = ([Place](), 0)
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "last": lastNumber = try reader.int()
            case "places": places = try [Place](from: &reader)
            default: try reader.skip()
            }
        }
        self.init(places: places, lastNumber: lastNumber)
    }
}

extension Inbox.Place: JSONEncodable, JSONDecodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("n", number)
            writer.member("entry", entry)
        }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        var number = 0
        var entry: InboxEntry?
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "n": number = try reader.int()
            case "entry": entry = try InboxEntry(from: &reader)
            default: try reader.skip()
            }
        }
        guard let entry else { throw reader.error(.invalidValue, "A place has an entry.") }
        self.init(number: number, entry: entry)
    }
}
