import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Reminders
import ServiceKit
import Traces

/// Creating, reading, changing and cancelling single reminders.
extension EngineAPI {
    func addReminders(to router: Router<ServiceRequestContext>) {
        router.post("/v1/reminders", use: create)
        router.post("/v1/reminders/batch", use: createBatch)
        router.get("/v1/reminders/:id", use: read)
        router.patch("/v1/reminders/:id", use: change)
        router.post("/v1/reminders/:id/snooze", use: snooze)
        router.delete("/v1/reminders/:id", use: cancel)
    }

    @Sendable func create(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let body = try await request.jsonBody(upTo: Self.largestBody)
        let key = try Self.idempotencyKey(request)
        var check = FieldCheck()
        var wanted = try body.read { (reader) throws(JSONError) in try ReminderRequest.read(&reader, &check) }
        try check.finish()
        guard wanted != nil else { throw Problem.malformed("The body is not a reminder.") }
        if let key, wanted?.id == nil, let userID = wanted?.userID { wanted?.id = IdempotencyKey.id(for: key, userID: userID) }
        guard var wanted else { throw Problem.malformed("The body is not a reminder.") }
        do throws(ReminderError) {
            let accepted = try await tracer.span("schedule", tags: { ["reminder_id": $0.reminder.id.text] }) {
                () async throws(ReminderError) in
                wanted.traceparent = Self.traceparent
                return try await engine.scheduler.schedule(wanted)
            }
            return Self.response(accepted.reminder, status: accepted.isNew ? .created : .ok, isNew: accepted.isNew)
        } catch {
            throw Problem(error, dueField: wanted.dueField)
        }
    }

    @Sendable func createBatch(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let body = try await request.jsonBody(upTo: Self.largestBatch)
        var items = try body.read { (reader) throws(JSONError) in try BatchRequest.read(&reader) }.get()
        let results = await tracer.span("schedule", tags: { ["reminders": String($0.count)] }) {
            if let traceparent = Self.traceparent { items.trace(traceparent) }
            return await engine.scheduler.schedule(items.requests)
        }
        return Response.json(BatchAnswer(items: items, results: results), reservingCapacity: 64 + items.entries.count * 480)
    }

    @Sendable func read(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let id = try Self.id(context)
        return Self.response(try await Self.answering { () async throws(ReminderError) in try await engine.scheduler.reminder(id) })
    }

    @Sendable func change(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let id = try Self.id(context)
        let generation = try Self.expectedGeneration(request)
        let body = try await request.jsonBody(upTo: Self.largestBody)
        var check = FieldCheck()
        let change = try body.read { (reader) throws(JSONError) in try ReminderChange.read(&reader, &check) }
        try check.finish()
        let changed = try await Self.answering(dueField: change.due?.field ?? "remind_at") { () async throws(ReminderError) in
            try await engine.scheduler.change(id, change, ifGeneration: generation)
        }
        return Self.response(changed)
    }

    @Sendable func snooze(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let id = try Self.id(context)
        let generation = try Self.expectedGeneration(request)
        let body = try await request.jsonBody(upTo: Self.largestBody)
        var check = FieldCheck()
        var fields = DueFields(instantName: "until")
        try body.read { (reader) throws(JSONError) in
            guard try check.object(&reader) else { return }
            while let key = try check.member(&reader) {
                if try !fields.read(key, &reader, &check) { try check.unknown(&reader) }
            }
        }
        let due = fields.resolved(&check, prefix: "")
        try check.finish()
        guard let due else { throw Problem.malformed("The body says no time.") }
        let field = if case .at = due { "until" } else { due.field }
        let snoozed = try await Self.answering(dueField: field) { () async throws(ReminderError) in
            try await engine.scheduler.snooze(id, until: due, ifGeneration: generation)
        }
        return Self.response(snoozed)
    }

    @Sendable func cancel(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
        let id = try Self.id(context)
        try await Self.answering { () async throws(ReminderError) in try await engine.scheduler.cancel(id) as Void }
        return Response(status: .noContent)
    }

    static func response(_ reminder: Reminder, status: HTTPResponse.Status = .ok, isNew: Bool = false) -> Response {
        var headers: HTTPFields = [.eTag: "\"\(reminder.generation)\""]
        if isNew { headers[.location] = "/v1/reminders/\(reminder.id.text)" }
        return Response.json(ReminderView(reminder: reminder), status: status, headers: headers, reservingCapacity: 640)
    }

    /// What a reminder keeps of the trace in which it is scheduled. Nothing of one that nobody records: it would be 55 bytes of the ledger
    /// for each reminder.
    private static var traceparent: String? {
        TraceContext.current.flatMap { $0.isSampled ? $0.traceparent : nil }
    }

    static func answering<Value>(
        dueField: String = "remind_at",
        _ call: () async throws(ReminderError) -> Value
    ) async throws(Problem) -> Value {
        do throws(ReminderError) { return try await call() } catch { throw Problem(error, dueField: dueField) }
    }

    private static func idempotencyKey(_ request: Request) throws -> String? {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        guard (1...IdempotencyKey.longest).contains(key.utf8.count) else {
            throw Problem.invalid("Idempotency-Key", "1 to \(IdempotencyKey.longest) characters are needed.")
        }
        return key
    }

    /// `If-Match: "3"`; `*` matches any.
    private static func expectedGeneration(_ request: Request) throws -> Int? {
        guard let text = request.headers[.ifMatch], text != "*" else { return nil }
        let digits = text.hasPrefix("\"") && text.hasSuffix("\"") && text.count > 2 ? String(text.dropFirst().dropLast()) : text
        guard let generation = Int(digits) else { throw Problem.preconditionFailed("If-Match does not name a generation, such as \"3\".") }
        return generation
    }
}

extension HTTPField.Name {
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}
