/// The rules in force, and how often each has struck. Decides without IO; time and subject are parameters.
struct FaultPlan: Sendable {
    private(set) var rules: [FaultRule]
    let seed: UInt64
    let start: Moment
    private(set) var hits: [Int]
    private var occurrences: [String: Int] = [:]

    /// Beyond so many subjects the counts of occurrences begin anew.
    private static let rememberedSubjects = 65_536

    init(rules: [FaultRule] = [], seed: UInt64 = 0, start: Moment) {
        self.rules = rules
        self.seed = seed
        self.start = start
        hits = Array(repeating: 0, count: rules.count)
    }

    /// The faults that strike this operation, in the order of the rules. All delays apply; of the others the caller takes the first.
    mutating func strike(_ point: FaultPoint, _ subject: String, at now: Moment) -> [Fault] {
        guard !rules.isEmpty else { return [] }
        var faults: [Fault] = []
        for (index, rule) in rules.enumerated() where rule.covers(point, subject) && rule.isActive(at: now - start) {
            if let times = rule.times, hits[index] >= times { continue }
            let key = "\(index)|\(point.rawValue)|\(subject)"
            let occurrence = occurrences[key, default: 0]
            if occurrences.count >= Self.rememberedSubjects { occurrences.removeAll(keepingCapacity: true) }
            occurrences[key] = occurrence + 1
            var chance = SeededChance(seed: seed, rule: index, subject: "\(point.rawValue)|\(subject)", occurrence: occurrence)
            guard chance.next() < rule.share else { continue }
            hits[index] += 1
            let delay = rule.delay ?? (rule.effect == .hang ? .fixed(.seconds(30)) : .fixed(.zero))
            faults.append(
                Fault(
                    rule: index,
                    effect: rule.effect,
                    delay: delay.span(chance.next()),
                    status: rule.status ?? 500,
                    code: rule.code,
                    message: rule.message ?? "injected by rule \(index)",
                    isAfterwards: rule.isAfterwards,
                    copies: rule.copies
                )
            )
        }
        return faults
    }
}
