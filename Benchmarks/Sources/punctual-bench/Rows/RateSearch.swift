/// Looks for the highest rate that is still good: upwards by half until one is not, then between the two.
struct RateSearch {
    private var good = 0.0
    private var bad: Double?
    private var refinements: Int
    private var current: Double

    init(first: Double, refinements: Int) {
        current = first
        self.refinements = refinements
    }

    /// The rate to try now; nil when the search is over.
    var next: Double? { refinements < 0 ? nil : current }

    mutating func note(isGood: Bool) {
        if isGood { good = current } else { bad = current }
        if bad != nil { refinements -= 1 }
        current = bad.map { (good + $0) / 2 } ?? current * 1.5
        // Nothing on two cores comes near; a defect of the benchmark would.
        if current > 500_000 { refinements = -1 }
    }
}
