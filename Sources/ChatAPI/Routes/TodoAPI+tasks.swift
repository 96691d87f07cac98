import HTTPTypes
import Hummingbird
import Identity
import JSON
import NIOCore
import ServiceKit
import TodoKit

/// `/api/tasks`
extension TodoAPI {
    typealias Identified = RouterGroup<IdentifiedContext>

    func addTasks(to api: Identified) {
        api.post("tasks", use: createTask)
        api.get("tasks", use: listTasks)
        api.get("tasks/:id", use: readTask)
        api.put("tasks/:id", use: replaceTask)
        api.patch("tasks/:id", use: updateTask)
        api.delete("tasks/:id", use: deleteTask)
        api.patch("tasks/:id/complete", use: completeTask)
        api.post("tasks/:id/reopen", use: reopenTask)
    }

    @Sendable private func createTask(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let user = try context.principal.userID
        let fields = try await request.taskFields()
        let (task, isNew) = try await answering { () async throws(CommandError) in try await commands.create(fields, userID: user) }
        return Self.response(task, status: isNew ? .created : .ok, location: isNew ? "/api/tasks/\(task.id)" : nil)
    }

    @Sendable private func listTasks(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let user = try context.principal.userID
        let query = try TaskQuery(parameters: request.parameters)
        let page = query.page(of: try await answering { () async throws(CommandError) in try await commands.tasks(userID: user) })
        return Response.json(TaskPage(page: page, query: query), reservingCapacity: 64 + page.tasks.count * 480)
    }

    @Sendable private func readTask(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let (id, user) = try Self.named(context)
        return Self.response(try await answering { () async throws(CommandError) in try await commands.task(id, userID: user) })
    }

    @Sendable private func replaceTask(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let (id, user) = try Self.named(context)
        let (fields, expected) = (try await request.taskFields(), try request.expectedVersion())
        guard fields.title != nil else { throw Problem.invalid("title", "It is needed.") }
        return Self.response(
            try await answering { () async throws(CommandError) in
                try await commands.replace(id, userID: user, fields, expected: expected)
            }
        )
    }

    @Sendable private func updateTask(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let (id, user) = try Self.named(context)
        let (fields, expected) = (try await request.taskFields(), try request.expectedVersion())
        return Self.response(
            try await answering { () async throws(CommandError) in
                try await commands.update(id, userID: user, fields, expected: expected)
            }
        )
    }

    @Sendable private func deleteTask(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let (id, user) = try Self.named(context)
        let expected = try request.expectedVersion()
        try await answering { () async throws(CommandError) in _ = try await commands.delete(id, userID: user, expected: expected) }
        return Response(status: .noContent)
    }

    @Sendable private func completeTask(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let (id, user) = try Self.named(context)
        let expected = try request.expectedVersion()
        return Self.response(
            try await answering { () async throws(CommandError) in try await commands.complete(id, userID: user, expected: expected) }
        )
    }

    @Sendable private func reopenTask(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let (id, user) = try Self.named(context)
        let expected = try request.expectedVersion()
        return Self.response(
            try await answering { () async throws(CommandError) in try await commands.reopen(id, userID: user, expected: expected) }
        )
    }

    private static func named(_ context: IdentifiedContext) throws -> (id: String, user: String) {
        (context.parameters.get("id") ?? "", try context.principal.userID)
    }

    private static func response(_ task: TodoTask, status: HTTPResponse.Status = .ok, location: String? = nil) -> Response {
        var headers: HTTPFields = [.eTag: "\"\(task.version)\""]
        if let location { headers[.location] = location }
        return Response.json(task, status: status, headers: headers, reservingCapacity: 640)
    }
}

/// A page of a listing as the API shows it.
private struct TaskPage: JSONEncodable {
    let page: TaskQuery.Page
    let query: TaskQuery

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("tasks", page.tasks)
            writer.member("next", page.next.map { PageCursor.encode($0, query.sort, ascending: query.ascending) })
            writer.member("total", page.total)
        }
    }
}
