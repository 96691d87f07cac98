/// Of a set of measurements that is kept whole.
struct Percentiles {
    private let sorted: [Double]

    init(_ values: [Double]) {
        sorted = values.sorted()
    }

    /// The smallest value that at least this share of all does not exceed.
    subscript(share: Double) -> Double {
        guard !sorted.isEmpty else { return .nan }
        let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
        return sorted[min(sorted.count - 1, Swift.max(0, place))]
    }

    var max: Double { sorted.last ?? .nan }
}
