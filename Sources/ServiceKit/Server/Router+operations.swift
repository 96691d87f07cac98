import HTTPTypes
public import Hummingbird
import JSON
import NIOCore

extension RouterMethods {
    /// `GET /healthz`, which answers 200 as long as the process can answer at all, and `GET /readyz`, which answers 200 or 503
    /// with what the service waits for.
    @discardableResult
    public func addHealth(_ readiness: Readiness) -> Self {
        get("/healthz") { _, _ in Response.json(["status": "alive"]) }
        get("/readyz") { _, _ in
            let waits = readiness.waits
            return Response.json(ReadinessReport(waits: waits), status: waits.isEmpty ? .ok : .serviceUnavailable)
        }
        return self
    }

    /// `GET /metrics` for Prometheus.
    @discardableResult
    public func addMetrics(_ registry: MetricRegistry) -> Self {
        get("/metrics") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: MetricRegistry.contentType],
                body: ResponseBody(byteBuffer: ByteBuffer(string: registry.exposition()))
            )
        }
        return self
    }
}

private struct ReadinessReport: JSONEncodable {
    let waits: [Readiness.Wait]

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("status", waits.isEmpty ? "ready" : "waiting")
            writer.key("waiting_for")
            writer.array { writer in
                for wait in waits {
                    writer.object { writer in
                        writer.member("name", wait.name)
                        writer.member("reason", wait.reason)
                    }
                }
            }
        }
    }
}
