import JSON

/// Collects a page from entries in whatever order they come, in a memory of no more than the page. Pure.
struct AuditPage: Sendable {
    private let query: AuditQuery
    private var found: [(place: AuditPlace, entry: AuditEntry)] = []
    private var hasMore = false
    /// Entries that match, on this page or not.
    private(set) var total = 0

    init(_ query: AuditQuery) {
        self.query = query
    }

    /// In the order of time.
    var entries: [AuditEntry] { found.map(\.entry) }

    /// Where the next page begins.
    var next: AuditPlace? { hasMore ? found.last?.place : nil }

    mutating func take(_ entry: AuditEntry) {
        guard query.matches(entry) else { return }
        total += 1
        let place = AuditPlace(entry)
        if let cursor = query.cursor, place <= cursor { return }
        if found.count == query.limit {
            hasMore = true
            if let last = found.last, place >= last.place { return }
            found.removeLast()
        }
        // Mostly at the end.
        let index = found.lastIndex { $0.place < place }.map { $0 + 1 } ?? 0
        found.insert((place, entry), at: index)
    }
}

extension AuditPage: JSONEncodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("entries", entries)
            writer.member("total", total)
            writer.member("next", next?.text)
        }
    }
}
