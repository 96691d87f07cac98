/// What became of a load.
struct LoadResult {
    /// Milliseconds from the moment a request was to be sent to its complete answer.
    var latencies: [Double] = []
    /// Answered otherwise than 2xx, or not at all.
    var failed = 0
    var seconds = 0.0

    var good: Int { latencies.count }
    var rate: Double { Double(good) / seconds }
}
