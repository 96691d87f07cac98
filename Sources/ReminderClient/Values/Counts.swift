import JSON

/// `{"cancelled": n}`
struct CancelledCount: JSONDecodable {
    private(set) var count = 0

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.object { (key, reader) throws(JSONError) in
            if key == "cancelled" { count = try reader.int() }
        }
    }
}

/// `{"redriven": n}`
struct RedrivenCount: JSONDecodable {
    private(set) var count = 0

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.object { (key, reader) throws(JSONError) in
            if key == "redriven" { count = try reader.int() }
        }
    }
}
