/// What one run measured.
struct Run: CustomStringConvertible {
    var value: Double
    /// The limit or peer in the same run; nil when the row has none.
    var limit: Double?
    /// CPU seconds per 1,000 operations, by process.
    var cpu: [(name: String, seconds: Double)] = []
    /// Everything else worth knowing.
    var details: [(name: String, value: Double)] = []

    var description: String {
        let limit = limit.map { " limit \(Figure.text($0))" } ?? ""
        return "\(Figure.text(value))\(limit) cpu/1000 \(Figure.list(cpu.map { ($0.name, $0.seconds) })) \(Figure.list(details))"
    }
}
