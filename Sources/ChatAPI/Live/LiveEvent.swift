public import JSON
import TodoKit

/// One thing that open pages are told.
public struct LiveEvent: Sendable, Hashable {
    /// `task` or `inbox`.
    public var name: String
    /// The same for each way on which the event comes here.
    public var id: String
    public var data: RawJSON

    public init(name: String, id: String, data: RawJSON) {
        self.name = name
        self.id = id
        self.data = data
    }
}

extension LiveEvent {
    init(_ update: TaskUpdate) {
        self.init(name: "task", id: update.eventID, data: update.payload)
    }
}

extension LiveEvent {
    /// Goes to all pages now and then, as a line of comment: it keeps proxies from closing the connection, and shows which pages are gone.
    static let heartbeat = LiveEvent(name: "", id: "", data: .null)
}
