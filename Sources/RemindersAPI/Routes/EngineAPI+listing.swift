import HTTPTypes
import Hummingbird
import JSON
import Reminders
import ServiceKit

/// Listing, and cancelling and driving again by the many.
extension EngineAPI {
    func addListing(to router: Router<ServiceRequestContext>) {
        router.get("/v1/reminders", use: list)
        router.post("/v1/reminders/cancel", use: cancelMany)
        router.get("/v1/dead", use: listDead)
        router.post("/v1/dead/redrive", use: redrive)
    }

    @Sendable func list(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let query = try ReminderQuery(query: request.uri.query, known: ListParameter.allCases)
        return try await page(query)
    }

    @Sendable func listDead(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        var query = try ReminderQuery(query: request.uri.query, known: [.userID, .from, .to, .limit, .cursor])
        query.state = .dead
        return try await page(query)
    }

    @Sendable func cancelMany(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let body = try await request.jsonBody(upTo: Self.largestBatch)
        let selection = try body.read { (reader) throws(JSONError) in try Selection.read(&reader, allowsQuery: true) }.get()
        let cancelled = try await Self.answering { () async throws(ReminderError) in
            switch selection {
            case .ids(let ids): try await engine.scheduler.cancel(ids)
            case .query(let query): try await engine.scheduler.cancel(matching: query)
            case .everything: 0
            }
        }
        return Response.json(["cancelled": cancelled])
    }

    @Sendable func redrive(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let buffer = try await request.collect(upTo: Self.largestBatch)
        var selection = Selection.everything
        if buffer.readableBytes > 0 {
            let body = JSONBody(buffer: buffer)
            selection = try body.read { (reader) throws(JSONError) in try Selection.read(&reader, allowsQuery: false) }.get()
        }
        let redriven = try await Self.answering { () async throws(ReminderError) in
            if case .ids(let ids) = selection { try await engine.scheduler.redrive(ids) } else { try await engine.scheduler.redrive(nil) }
        }
        return Response.json(["redriven": redriven])
    }

    private func page(_ query: ReminderQuery) async throws -> Response {
        let page = try await Self.answering { () async throws(ReminderError) in try await engine.scheduler.list(query) }
        return Response.json(PageView(page: page), reservingCapacity: 64 + page.reminders.count * 480)
    }
}

/// A page of a listing as the API shows it.
private struct PageView: JSONEncodable {
    let page: ReminderPage

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("reminders")
            writer.array { writer in
                for reminder in page.reminders { writer.value(ReminderView(reminder: reminder)) }
            }
            writer.member("next", page.next.map(CursorText.encode))
        }
    }
}
