import Synchronization

/// Holds the plan and carries out the waiting.
final class FaultInjector: Sendable {
    private let plan: Mutex<FaultPlan>
    /// Read before the lock is taken: without rules a fault point costs one load.
    private let isArmed = Atomic<Bool>(false)
    private let clock: SidecarClock
    private let journal: Journal

    init(clock: SidecarClock, journal: Journal) {
        self.clock = clock
        self.journal = journal
        plan = Mutex(FaultPlan(start: clock.now()))
    }

    func set(_ rules: [FaultRule], seed: UInt64) {
        let now = clock.now()
        plan.withLock { $0 = FaultPlan(rules: rules, seed: seed, start: now) }
        isArmed.store(!rules.isEmpty, ordering: .releasing)
    }

    /// Whether there are rules at all.
    var isActive: Bool { isArmed.load(ordering: .acquiring) }

    var state: FaultPlan { plan.withLock { $0 } }

    /// Draws the faults for an operation, waits out its delays, and returns the one that changes its course, if any.
    func strike(_ point: FaultPoint, _ subject: String) async -> Fault? {
        guard isArmed.load(ordering: .acquiring) else { return nil }
        let now = clock.now()
        let faults = plan.withLock { $0.strike(point, subject, at: now) }
        var decisive: Fault?
        for fault in faults {
            journal.record(.fault, subject, id: point.rawValue, detail: "rule \(fault.rule) \(fault.effect.rawValue)")
            if fault.effect == .delay {
                try? await Task.sleep(for: fault.delay.duration)
            } else if decisive == nil {
                decisive = fault
            }
        }
        // What strikes afterwards waits afterwards; copies wait each for itself.
        if let fault = decisive, fault.effect == .hang, !fault.isAfterwards { try? await Task.sleep(for: fault.delay.duration) }
        return decisive
    }
}
