/// Decides which transfers run: at most so many to one origin and so many altogether, first come first served within an
/// origin, taking turns between origins. A slow origin never takes the places of another one beyond its own limit.
///
/// libcurl has such limits too, but a transfer that waits inside libcurl has no deadline and cannot be told from one that has been sent.
struct AdmissionQueue<Item> {
    private struct Lane {
        var running = 0
        /// Served ones are emptied at once, since an item may hold megabytes, and removed now and then.
        var waiting: [Item?] = []
        var head = 0

        var isEmpty: Bool { head == waiting.count }

        mutating func removeFirst() -> Item? {
            guard !isEmpty else { return nil }
            let item = waiting[head].take()
            head += 1
            if isEmpty || head >= 64 && head * 2 >= waiting.count {
                waiting.removeFirst(head)
                head = 0
            }
            return item
        }

        mutating func removeAll(where matches: (Item) -> Bool) -> [Item] {
            let items = waiting[head...].compactMap(\.self)
            let matching = items.filter(matches)
            if !matching.isEmpty {
                waiting = items.filter { !matches($0) }
                head = 0
            }
            return matching
        }
    }

    let perOrigin: Int
    let total: Int
    private(set) var running = 0
    private(set) var waiting = 0
    private var lanes: [String: Lane] = [:]
    /// Origins with waiting items, the next to be served in front.
    private var turns: [String] = []

    init(perOrigin: Int, total: Int) {
        self.perOrigin = perOrigin
        self.total = total
    }

    /// Adds an item at the end of its origin's queue. `next()` says what to start.
    mutating func append(_ item: Item, origin: String) {
        if lanes[origin, default: Lane()].isEmpty { turns.append(origin) }
        lanes[origin, default: Lane()].waiting.append(item)
        waiting += 1
    }

    /// The next item that may start, which counts as running until `release`.
    mutating func next() -> Item? {
        guard waiting > 0, running < total else { return nil }
        for (index, origin) in turns.enumerated() where lanes[origin, default: Lane()].running < perOrigin {
            guard let item = lanes[origin, default: Lane()].removeFirst() else { continue }
            lanes[origin, default: Lane()].running += 1
            running += 1
            waiting -= 1
            turns.remove(at: index)
            if !lanes[origin, default: Lane()].isEmpty { turns.append(origin) }
            return item
        }
        return nil
    }

    /// A running item of this origin has ended.
    mutating func release(origin: String) {
        guard let running = lanes[origin]?.running, running > 0 else { return }
        lanes[origin]?.running -= 1
        self.running -= 1
        forgetIfIdle(origin)
    }

    /// Takes the waiting items that match out of the queue.
    mutating func removeWaiting(where matches: (Item) -> Bool) -> [Item] {
        guard waiting > 0 else { return [] }
        var removed: [Item] = []
        for origin in turns {
            removed += lanes[origin]?.removeAll(where: matches) ?? []
            forgetIfIdle(origin)
        }
        waiting -= removed.count
        turns.removeAll { lanes[$0]?.isEmpty ?? true }
        return removed
    }

    /// Keeps the table from growing with every origin ever spoken to.
    private mutating func forgetIfIdle(_ origin: String) {
        if let lane = lanes[origin], lane.running == 0, lane.isEmpty { lanes[origin] = nil }
    }
}
