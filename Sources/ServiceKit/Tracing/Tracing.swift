public import Curl
public import Logging
public import ServiceLifecycle
public import Traces

/// The tracing of one process: a tracer for its parts, and what has to run for it.
public struct Tracing: Sendable {
    public let tracer: Tracer
    /// To be started before, and so stopped after, everything that makes spans.
    public let services: [any Service]

    /// - Parameter service: the name under which the spans appear: the app-id.
    public init(_ settings: TracingSettings, service: String, http: CurlClient, metrics: MetricRegistry, logger: Logger) {
        guard let url = settings.zipkinURL else {
            (tracer, services) = (.off, [])
            return
        }
        let reporter = ZipkinReporter(url: url, service: service, http: http, metrics: metrics, logger: logger)
        tracer = Tracer(sampling: settings.sampling) { reporter.report($0) }
        services = [reporter]
    }
}
