public import JSON

/// A change of some fields of a reminder. What is nil stays as it is; `.some(nil)` removes it.
public struct ReminderUpdate: Sendable, Hashable {
    public var time: ReminderTime?
    public var title: String??
    public var tags: [String]?
    public var data: RawJSON??

    public init(time: ReminderTime? = nil, title: String?? = nil, tags: [String]? = nil, data: RawJSON?? = nil) {
        self.time = time
        self.title = title
        self.tags = tags
        self.data = data
    }
}

extension ReminderUpdate: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            time?.encodeMembers(to: &writer)
            if let title { writer.member("title", title) }
            if let tags { writer.member("tags", tags) }
            if let data { writer.member("data", data) }
        }
    }
}
