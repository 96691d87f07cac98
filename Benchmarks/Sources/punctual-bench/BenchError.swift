/// Why a benchmark could not be carried out, or did not do the work it was to measure.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
