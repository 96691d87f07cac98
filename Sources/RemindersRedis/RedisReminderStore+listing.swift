import Redis
public import Reminders

extension RedisReminderStore {
    /// Looking through an index for what meets the other conditions ends after this many rounds; the page is then short
    /// and tells where to go on.
    private static let largestEffort = 8
    private static let stretch = 250

    /// What meets the query, and its place in the order of the set it was found in.
    private struct Entry {
        var position: ReminderCursor
        var reminder: Reminder
    }

    /// Part of a set.
    private struct Stretch {
        var entries: [Entry] = []
        /// Where looking ended before the set did.
        var end: ReminderCursor?
    }

    /// What is being tried again stands at the time of its next attempt, as long as no index of a user, task or tag is asked for.
    public func list(_ query: ReminderQuery) async throws(StoreError) -> ReminderPage {
        let sets = Self.sets(for: query)
        // A page of each set, merged by position. What lies beyond the end of any unfinished page is left for the next one.
        var merged: [Entry] = []
        var ends: [ReminderCursor] = []
        for set in sets {
            let stretch = try await set == "firing" ? firing(query) : page(of: set, query)
            merged += stretch.entries
            if let end = stretch.end { ends.append(end) }
        }
        if sets.count > 1 { merged.sort { $0.position < $1.position } }
        if let end = ends.min() { merged.removeAll { end < $0.position } }
        let isCut = merged.count > query.limit
        if isCut { merged.removeLast(merged.count - query.limit) }
        return ReminderPage(reminders: merged.map(\.reminder), next: isCut ? merged.last?.position : ends.min())
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

    private func page(of set: String, _ query: ReminderQuery) async throws(StoreError) -> Stretch {
        var found = Stretch()
        var cursor = query.cursor
        for _ in 0..<Self.largestEffort {
            let count = max(query.limit - found.entries.count, Self.stretch)
            let elements = try await read(set, query, after: cursor, count: count)
            for element in elements {
                cursor = element.position
                guard let reminder = element.reminder, query.matches(reminder) else { continue }
                found.entries.append(Entry(position: element.position, reminder: reminder))
                if found.entries.count == query.limit {
                    found.end = cursor
                    return found
                }
            }
            if elements.count < count { return found }
        }
        found.end = cursor
        return found
    }

    /// What is being fired stands in the order of leases and is little: read whole, then ordered by due time.
    private func firing(_ query: ReminderQuery) async throws(StoreError) -> Stretch {
        var everything = query
        everything.from = nil
        everything.to = nil
        let all = try await read("firing", everything, after: nil, count: 5000)
        let entries = all.compactMap(\.reminder).filter(query.matches)
            .map { Entry(position: ReminderCursor(due: $0.due, id: $0.id), reminder: $0) }
            .filter { entry in query.cursor.map { $0 < entry.position } ?? true }
            .sorted { $0.position < $1.position }
        return Stretch(entries: entries)
    }

    private func read(
        _ set: String,
        _ query: ReminderQuery,
        after cursor: ReminderCursor?,
        count: Int
    ) async throws(StoreError) -> [(position: ReminderCursor, reminder: Reminder?)] {
        let arguments: [RedisArgument] = [
            .string(set),
            .string(query.from.map { String($0.milliseconds) } ?? "-inf"),
            .string(query.to.map { "(\($0.milliseconds)" } ?? "+inf"),
            .integer(count),
            .string(cursor.map { String($0.due.milliseconds) } ?? ""),
            .string(cursor?.id.text ?? ""),
        ]
        var reply = try ReplyReader(await run(LedgerScripts.page, arguments))
        var elements: [(position: ReminderCursor, reminder: Reminder?)] = []
        while let id = reply.next() {
            let id = try ReplyReader.id(id)
            let position = ReminderCursor(due: try reply.timestamp() ?? .distantPast, id: id)
            let record = try reply.element()
            let letter = try reply.bytes()
            var reminder: Reminder?
            if let bytes = record.bytes, let place = letter.first.flatMap(Place.init(rawValue:)) {
                reminder = try? ReplyReader.reminder(bytes, id: id, place: place)
            }
            elements.append((position, reminder))
        }
        return elements
    }
}
