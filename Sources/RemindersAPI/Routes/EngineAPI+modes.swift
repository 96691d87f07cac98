import Hummingbird
import JSON
import Reminders
import ServiceKit

/// The delivery mode, and how the engine is.
extension EngineAPI {
    func addModes(to router: Router<ServiceRequestContext>) {
        router.get("/v1/mode", use: mode)
        router.put("/v1/mode", use: setMode)
    }

    @Sendable func mode(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let counts = try? await engine.store.counts()
        return Response.json(
            ModeView(status: engine.mode.status, counts: counts, lastTick: engine.sweeper.lastTick, now: engine.clock.now)
        )
    }

    @Sendable func setMode(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let body = try await request.jsonBody(upTo: Self.largestBody)
        var check = FieldCheck()
        var wanted: DeliveryMode?
        try body.read { (reader) throws(JSONError) in
            guard try check.object(&reader) else { return }
            while let key = try check.member(&reader) {
                guard key == "mode" else {
                    try check.unknown(&reader)
                    continue
                }
                wanted = try check.value(&reader) { (reader) throws(JSONError) in try reader.string() }.flatMap(DeliveryMode.init)
            }
        }
        if wanted == nil { check.note("mode", "One of \(DeliveryMode.allCases.map(\.rawValue).joined(separator: ", ")) is needed.") }
        try check.finish()
        guard let wanted else { throw Problem.malformed("The body says no mode.") }
        do throws(StoreError) {
            try await engine.mode.set(wanted)
        } catch {
            throw Problem.unavailable("The mode is kept in the ledger: \(error.message)", retryAfter: 1)
        }
        return try await mode(request, context)
    }
}

private struct ModeView: JSONEncodable {
    let status: ModeStatus
    /// Nil while the ledger is away.
    let counts: LedgerCounts?
    let lastTick: Timestamp?
    let now: Timestamp

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("configured", status.configured.rawValue)
            writer.member("effective", status.effective.rawValue)
            writer.key("breaker")
            writer.object { writer in
                writer.member("state", status.breaker.state.rawValue)
                writer.member("reason", status.breaker.reason)
                writer.member("since", status.breaker.since.rfc3339)
            }
            writer.key("counts")
            if let counts { encode(counts, to: &writer) } else { writer.null() }
            writer.member("oldest_overdue_ms", counts?.earliestDue.map { max(Int(now.milliseconds - $0.milliseconds), 0) } ?? 0)
            writer.member("last_tick", lastTick?.rfc3339)
        }
    }

    private func encode(_ counts: LedgerCounts, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("sweeper", counts.sweeper)
            writer.member("jobs", counts.jobs)
            writer.member("pending", counts.pending)
            writer.member("firing", counts.firing)
            writer.member("dead", counts.dead)
            writer.member("finished", counts.finished)
            writer.member("withdrawals", counts.withdrawals)
        }
    }
}
