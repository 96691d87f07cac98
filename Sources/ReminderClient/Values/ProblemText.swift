import JSON

/// An error body as in RFC 9457; whatever is missing or strange in it is left out.
struct ProblemText: JSONDecodable {
    var type: String?
    var title: String?
    var detail: String?
    var fields: [ReminderClientError.Field] = []

    var sentence: String? { detail ?? title }

    init() {}

    init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "type": type = try reader.string()
            case "title": title = try reader.string()
            case "detail": detail = try reader.string()
            case "errors": fields = try reader.array { (reader) throws(JSONError) in try Self.field(&reader) }
            default: try reader.skip()
            }
        }
    }

    private static func field(_ reader: inout JSONReader) throws(JSONError) -> ReminderClientError.Field {
        var field = ReminderClientError.Field(field: "", message: "")
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "field": field.field = try reader.string()
            case "message": field.message = try reader.string()
            default: try reader.skip()
            }
        }
        return field
    }
}
