import Dapr
public import ServiceKit

/// Where the inboxes of all users are kept, one value each.
public struct InboxStore: Sendable {
    private let state: any ServiceState

    public init(_ state: any ServiceState) {
        self.state = state
    }

    func get(_ userID: String) async throws(DaprError) -> Inbox {
        try await value(userID).get() ?? Inbox()
    }

    /// Adds an entry, or finds the one with its id.
    ///
    /// - Returns: the entry as it is in the inbox, and how many are unread.
    func add(_ entry: InboxEntry, for userID: String) async throws(DaprError) -> (entry: InboxEntry, unread: Int) {
        try await value(userID).update { inbox in
            var inbox = inbox ?? Inbox()
            let isNew = inbox.add(entry)
            return ((inbox.entry(entry.id) ?? entry, inbox.unread), isNew ? inbox : nil)
        }
    }

    /// - Returns: how many are unread; nil when there is no such entry.
    func read(_ id: String, for userID: String) async throws(DaprError) -> Int? {
        try await value(userID).update { inbox in
            guard var inbox, let isChange = inbox.read(id) else { return (nil, nil) }
            return (inbox.unread, isChange ? inbox : nil)
        }
    }

    /// - Returns: how many this call marked.
    func readAll(_ userID: String) async throws(DaprError) -> Int {
        try await value(userID).update { inbox in
            var inbox = inbox ?? Inbox()
            let count = inbox.readAll()
            return (count, count > 0 ? inbox : nil)
        }
    }

    private func value(_ userID: String) -> SharedValue<Inbox> {
        SharedValue(state: state, key: "inbox-\(StateKey.escaped(userID))")
    }
}
