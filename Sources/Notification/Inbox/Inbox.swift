/// A user's inbox: the newest entries, newest first. Pure.
struct Inbox: Sendable, Hashable {
    /// More are not kept: the oldest goes when a new one comes, read or not.
    ///
    /// An inbox is one value, so that an entry and the count of the unread ones change together. A full one has some 60 KiB.
    static let capacity = 200

    /// One place in the inbox. The numbers count up and are never given twice, so that a page can begin where another one ended.
    struct Place: Sendable, Hashable {
        var number: Int
        var entry: InboxEntry
    }

    private(set) var places: [Place] = []
    private(set) var lastNumber = 0

    init() {}

    init(places: [Place], lastNumber: Int) {
        self.places = places
        self.lastNumber = max(lastNumber, places.map(\.number).max() ?? 0)
    }

    var unread: Int { places.count { !$0.entry.isRead } }

    func entry(_ id: String) -> InboxEntry? { places.first { $0.entry.id == id }?.entry }

    /// False when the entry is there already.
    mutating func add(_ entry: InboxEntry) -> Bool {
        guard self.entry(entry.id) == nil else { return false }
        lastNumber += 1
        places.insert(Place(number: lastNumber, entry: entry), at: 0)
        if places.count > Self.capacity { places.removeLast(places.count - Self.capacity) }
        return true
    }

    /// Marks an entry as read; nil when there is none, otherwise whether that changed anything.
    mutating func read(_ id: String) -> Bool? {
        guard let index = places.firstIndex(where: { $0.entry.id == id }) else { return nil }
        guard !places[index].entry.isRead else { return false }
        places[index].entry.isRead = true
        return true
    }

    /// How many of them were not read before.
    mutating func readAll() -> Int {
        let count = unread
        for index in places.indices { places[index].entry.isRead = true }
        return count
    }

    /// A page of entries.
    ///
    /// - Parameter cursor: what the page before gave as `next`.
    func page(limit: Int, cursor: Int? = nil, unreadOnly: Bool = false) -> (entries: [InboxEntry], next: Int?) {
        let matching = places.filter { (cursor == nil || $0.number < cursor ?? 0) && !(unreadOnly && $0.entry.isRead) }
        let page = matching.prefix(limit)
        return (page.map(\.entry), matching.count > page.count ? page.last?.number : nil)
    }
}
