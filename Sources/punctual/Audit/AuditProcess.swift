import Audit
import Curl
import Dapr
import Identity
import Logging
import ServiceKit
import ServiceLifecycle

/// A whole audit service, put together from settings.
struct AuditProcess {
    let server: HTTPServer<ServiceResponder>
    /// In the order in which they are to be started.
    let services: [any Service]

    init(_ settings: AuditSettings, metrics: MetricRegistry, logger: Logger) throws {
        AuditMetricsHelp.describe(metrics)
        var curl = CurlConfiguration()
        curl.maxConnectionsPerHost = 64
        let http = CurlClient(curl, logger: logger)
        let dapr = DaprClient(settings.dapr, http: http, logger: logger)
        let tracing = Tracing(settings.tracing, service: settings.appID, http: http, metrics: metrics, logger: logger)
        let state = DaprServiceState(dapr, store: settings.stateStore)
        let chains = AuditChains(state)
        let reader = AuditReader(chains)
        let readiness = Readiness()
        let gate = readiness.gate("statestore", reason: "The state store was not reached yet.")
        let api = AuditAPI(
            writer: ChainWriter(chains, metricsFactory: metrics),
            reader: reader,
            claims: DaprEventClaims(state),
            verifier: try settings.identity.verifier(http: http, logger: logger),
            appToken: settings.appToken,
            readiness: readiness,
            metrics: metrics,
            tracer: tracing.tracer
        )
        server = HTTPServer(
            router: api.router(),
            configuration: HTTPServerConfiguration(host: settings.host, port: settings.port),
            readiness: readiness,
            metrics: metrics,
            tracer: tracing.tracer,
            logger: logger
        )
        let watch = PeriodicService("state store", Cadence(every: .seconds(2), jitter: 0.1), logger: logger) {
            do throws(DaprError) {
                _ = try await state.get("audit:probe")
                gate.open()
            } catch {
                gate.shut(error.message)
            }
        }
        // Stopped from the end: the server first, the connections last.
        services = [Connections(http)] + tracing.services + [watch] + Self.retention(settings, reader, logger) + [server]
    }

    private static func retention(_ settings: AuditSettings, _ reader: AuditReader, _ logger: Logger) -> [any Service] {
        guard let keep = settings.retention else { return [] }
        let retention = AuditRetention(reader, keep: keep, logger: logger)
        return [PeriodicService("retention", Cadence(every: .seconds(3_600), jitter: 0.2), logger: logger) { try await retention.run() }]
    }
}
