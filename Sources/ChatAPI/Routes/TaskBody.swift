import Hummingbird
import JSON
import NIOCore
import ServiceKit
import TodoKit

extension Request {
    /// A task needs a few kilobytes at most.
    private static var largestTask: Int { 64 * 1_024 }

    /// Reads the fields of a task.
    ///
    /// - Throws: 400, 413 or 422.
    func taskFields() async throws -> TaskFields {
        let body = try await collect(upTo: Self.largestTask)
        var errors: [TaskFieldError] = []
        let fields: TaskFields
        do throws(JSONError) {
            fields = try JSONReader.read(body) { (reader) throws(JSONError) in try TaskFields(from: &reader, errors: &errors) }
        } catch {
            throw Problem(error)
        }
        if !errors.isEmpty { throw Problem.invalid(errors.map { Problem.FieldError(field: $0.field, message: $0.message) }) }
        return fields
    }

    /// The version that `If-Match: "3"` names; nil without the field, and for `*`, which any version matches.
    func expectedVersion() throws -> Int? {
        guard let text = headers[.ifMatch], text != "*" else { return nil }
        guard text.count > 2, text.hasPrefix("\""), text.hasSuffix("\""), let version = Int(text.dropFirst().dropLast()) else {
            throw Problem.preconditionFailed("If-Match does not name a version, such as \"3\".")
        }
        return version
    }

    /// The parameters of the query, decoded, in order.
    var parameters: [(name: String, value: String)] {
        QueryText.parameters(uri.query)
    }
}
