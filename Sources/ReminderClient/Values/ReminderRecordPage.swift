public import JSON

/// One page of a listing.
public struct ReminderRecordPage: Sendable, Hashable {
    public var reminders: [ReminderRecord] = []
    /// For the next page; nil on the last one.
    public var next: String?
}

extension ReminderRecordPage: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "reminders": reminders = try [ReminderRecord](from: &reader)
            case "next": next = try String?(from: &reader)
            default: try reader.skip()
            }
        }
    }
}
