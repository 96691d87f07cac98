/// A set that forgets its oldest members: it keeps at least the last `capacity` and at most twice as many.
struct RecentSet<Element: Hashable & Sendable>: Sendable {
    private var current: Set<Element> = []
    private var previous: Set<Element> = []
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    func contains(_ element: Element) -> Bool {
        current.contains(element) || previous.contains(element)
    }

    mutating func insert(_ element: Element) {
        current.insert(element)
        guard current.count >= capacity else { return }
        (previous, current) = (current, [])
    }
}
