/// What the sidecar takes from the `Configuration` resource.
struct SidecarSettings: Equatable, Sendable {
    /// Trace headers are neither made nor answered at a sampling rate of `0`.
    var isTracing = true
    /// Sampled flag of the traces it starts: the default rate of 0.0001 is taken as "not sampled".
    var isSampled = false
    /// The format of the `nameformat` resolver, with `{appid}` in it.
    var nameFormat: String?
    /// Whether the `path` label of HTTP metrics holds raw paths. Dapr does so by default; here it has to be asked for, because a
    /// load test with a job per reminder would fill the memory.
    var hasPathLabels = false
    var pathPatterns: [String] = []
    var countsErrorCodes = false
    var latencyBuckets: [Double] = [
        1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 30, 40, 50, 65, 80, 100, 130, 160, 200, 250, 300, 400, 500,
        650, 800, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000,
    ]

    init() {}

    init(_ document: YAMLValue) {
        let spec = document["spec"]
        if let rate = spec?["tracing"]?["samplingRate"]?.text, let value = Double(rate) {
            isTracing = value > 0
            isSampled = value >= 1
        }
        if spec?["nameResolution"]?["component"]?.text == "nameformat" {
            nameFormat = spec?["nameResolution"]?["configuration"]?["format"]?.text
        }
        let metrics = spec?["metrics"] ?? spec?["metric"]
        hasPathLabels = metrics?["http"]?["increasedCardinality"]?.bool ?? false
        pathPatterns = metrics?["http"]?["pathMatching"]?.list.compactMap(\.text) ?? []
        countsErrorCodes = metrics?["recordErrorCodes"]?.bool ?? false
        let buckets = metrics?["latencyDistributionBuckets"]?.list.compactMap { $0.text.flatMap { Double($0) } } ?? []
        if !buckets.isEmpty { latencyBuckets = buckets }
    }
}
