/// Where traces go, and how many of them.
public struct TracingSettings: Hashable, Sendable {
    /// Nil records no traces.
    public var zipkinURL: String?
    /// The part of new traces that is recorded, from 0 to 1. A caller's decision stands, whatever is said here.
    public var sampling: Double

    public init(zipkinURL: String? = nil, sampling: Double = 0.1) {
        self.zipkinURL = zipkinURL
        self.sampling = sampling
    }

    /// Reads `PUNCTUAL_ZIPKIN_URL`, to which Zipkin's own path is added when it has none, and `PUNCTUAL_TRACE_SAMPLE`.
    public init(_ settings: Settings) throws(SettingsError) {
        let name = "PUNCTUAL_ZIPKIN_URL"
        if let url = settings.string(name) {
            guard let start = ["http://", "https://"].first(where: { url.hasPrefix($0) })?.count, url.count > start else {
                throw SettingsError(.invalid, name: name, message: "\"\(url)\" is not an http or https URL.")
            }
            let rest = url.dropFirst(start)
            let hasPath = rest.firstIndex(of: "/").map { rest.index(after: $0) < rest.endIndex } ?? false
            zipkinURL = hasPath ? url : (url.hasSuffix("/") ? String(url.dropLast()) : url) + "/api/v2/spans"
        }
        sampling = try settings.double("PUNCTUAL_TRACE_SAMPLE", default: 0.1, in: 0...1)
    }
}
