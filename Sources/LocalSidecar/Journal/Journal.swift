import Synchronization

/// What the sidecar received and delivered, for a checker of histories: the last entries in memory and, when asked for, all in a file.
final class Journal: Sendable {
    private struct State {
        var ring: [JournalEntry] = []
        var head = 0
        var last: UInt64 = 0
    }

    private let capacity: Int
    private let clock: SidecarClock
    private let file: JournalFile?
    private let state = Mutex(State())

    /// - Parameters:
    ///   - capacity: entries kept in memory; 0 keeps none.
    ///   - file: gets every entry as a line of JSON.
    init(capacity: Int, file: JournalFile? = nil, clock: SidecarClock) {
        self.capacity = capacity
        self.file = file
        self.clock = clock
    }

    func record(_ kind: JournalEntry.Kind, _ subject: String, id: String = "", status: Int? = nil, detail: String = "") {
        guard capacity > 0 || file != nil else { return }
        var entry = JournalEntry(
            number: 0,
            nanoseconds: clock.now().nanoseconds,
            kind: kind,
            subject: subject,
            id: id,
            status: status,
            detail: detail
        )
        state.withLock { state in
            state.last += 1
            entry.number = state.last
            if state.ring.count < capacity {
                state.ring.append(entry)
            } else if capacity > 0 {
                state.ring[state.head] = entry
                state.head = (state.head + 1) % capacity
            }
        }
        file?.append(entry)
    }

    /// Entries after `number`, oldest first, at most `limit`; and how many after `number` are no longer there.
    func entries(after number: UInt64, limit: Int, kinds: Set<JournalEntry.Kind>? = nil) -> (entries: [JournalEntry], dropped: UInt64) {
        state.withLock { state in
            let ordered = state.ring[state.head...] + state.ring[..<state.head]
            let first = ordered.first?.number ?? state.last + 1
            let dropped = first > number + 1 ? first - number - 1 : 0
            let wanted = ordered.lazy.filter { $0.number > number && (kinds?.contains($0.kind) ?? true) }
            return (Array(wanted.prefix(limit)), dropped)
        }
    }

    func clear() {
        state.withLock { state in
            state.ring.removeAll()
            state.head = 0
        }
    }
}
