import Redis
public import Reminders

extension RedisReminderStore {
    /// Looking through an index for what meets the other conditions ends after this many rounds; the page is then short
    /// and tells where to go on.
    private static let largestEffort = 8
    private static let stretch = 250

    /// An element of an index, and its place in the index's order.
    private struct Entry {
        var position: ReminderCursor
        /// Nil for an element whose record is gone.
        var reminder: Reminder?
    }

    public func list(_ query: ReminderQuery) async throws(StoreError) -> ReminderPage {
        let sets = Self.sets(for: query)
        guard sets.count > 1 || sets.first == "firing" else { return try await page(of: sets[0], query) }

        // Several sets in one order: a page of each, merged. What lies beyond the end of any unfinished page is left for
        // the next one.
        var merged: [Reminder] = []
        var ends: [ReminderCursor] = []
        for set in sets {
            let page = try await set == "firing" ? firing(query) : page(of: set, query)
            merged += page.reminders
            if let next = page.next { ends.append(next) }
        }
        merged.sort { ReminderCursor(due: $0.due, id: $0.id) < ReminderCursor(due: $1.due, id: $1.id) }
        if let end = ends.min() { merged.removeAll { end < ReminderCursor(due: $0.due, id: $0.id) } }
        guard merged.count > query.limit else { return ReminderPage(reminders: merged, next: ends.min()) }
        merged.removeLast(merged.count - query.limit)
        return ReminderPage(reminders: merged, next: merged.last.map { ReminderCursor(due: $0.due, id: $0.id) })
    }

    /// The narrowest index that holds everything the query asks for.
    private static func sets(for query: ReminderQuery) -> [String] {
        if let userID = query.userID { return ["u:\(userID)"] }
        if query.taskID != nil { return ["t:\(RedisKeys.bucket(ofTask: query.taskID))"] }
        if let tag = query.tag { return ["g:\(tag)"] }
        return switch query.state {
        case .scheduled: ["due:sweep", "due:jobs"]
        case .firing: ["firing"]
        case .dead: ["dead"]
        case .fired, .cancelled: ["done"]
        case nil: ["due:sweep", "due:jobs", "firing", "dead", "done"]
        }
    }

    private func page(of set: String, _ query: ReminderQuery) async throws(StoreError) -> ReminderPage {
        var found: [Reminder] = []
        var cursor = query.cursor
        for _ in 0..<Self.largestEffort {
            let count = max(query.limit - found.count, Self.stretch)
            let stretch = try await read(set, query, after: cursor, count: count)
            for entry in stretch {
                cursor = entry.position
                guard let reminder = entry.reminder, query.matches(reminder) else { continue }
                found.append(reminder)
                if found.count == query.limit { return ReminderPage(reminders: found, next: cursor) }
            }
            if stretch.count < count { return ReminderPage(reminders: found, next: nil) }
        }
        return ReminderPage(reminders: found, next: cursor)
    }

    /// What is being fired stands in the order of leases and is little: read whole, then ordered.
    private func firing(_ query: ReminderQuery) async throws(StoreError) -> ReminderPage {
        var everything = query
        everything.from = nil
        everything.to = nil
        let all = try await read("firing", everything, after: nil, count: 5000)
        let found = all.compactMap(\.reminder)
            .filter { reminder in
                query.matches(reminder) && query.cursor.map { $0 < ReminderCursor(due: reminder.due, id: reminder.id) } ?? true
            }
            .sorted { ReminderCursor(due: $0.due, id: $0.id) < ReminderCursor(due: $1.due, id: $1.id) }
        let page = Array(found.prefix(query.limit))
        let next = found.count > page.count ? page.last.map { ReminderCursor(due: $0.due, id: $0.id) } : nil
        return ReminderPage(reminders: page, next: next)
    }

    private func read(
        _ set: String,
        _ query: ReminderQuery,
        after cursor: ReminderCursor?,
        count: Int
    ) async throws(StoreError) -> [Entry] {
        let arguments: [RedisArgument] = [
            .string(set),
            .string(query.from.map { String($0.milliseconds) } ?? "-inf"),
            .string(query.to.map { "(\($0.milliseconds)" } ?? "+inf"),
            .integer(count),
            .string(cursor.map { String($0.due.milliseconds) } ?? ""),
            .string(cursor?.id.text ?? ""),
        ]
        var reply = try ReplyReader(await run(LedgerScripts.page, arguments))
        var stretch: [Entry] = []
        while let id = reply.next() {
            let id = try ReplyReader.id(id)
            var entry = Entry(position: ReminderCursor(due: try reply.timestamp() ?? .distantPast, id: id))
            let record = try reply.element()
            let letter = try reply.bytes()
            if let bytes = record.bytes, let place = letter.first.flatMap(Place.init(rawValue:)) {
                entry.reminder = try? ReplyReader.reminder(bytes, id: id, place: place)
            }
            stretch.append(entry)
        }
        return stretch
    }
}
