import ReminderClient
import Testing

/// The error that the body throws; a body that throws nothing is a failure.
func clientError(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> some Any
) async throws -> ReminderClientError {
    do {
        _ = try await body()
    } catch let error as ReminderClientError {
        return error
    }
    return try #require(nil as ReminderClientError?, "no error was thrown", sourceLocation: sourceLocation)
}
