import HTTPTypes
public import Hummingbird
import JSON
import Logging
import NIOCore

/// Makes a `Problem` of everything that a handler throws. What is nobody's fault but ours is logged here, where it is still known.
public struct ProblemMiddleware: RouterMiddleware {
    public init() {}

    public func handle(
        _ request: Request,
        context: ServiceRequestContext,
        next: @concurrent (Request, ServiceRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Self.problem(for: error)
            if problem.status.code >= 500 {
                // The caller gets no more than the correlation id of a fault of ours.
                let level: Logger.Level = problem.status == .internalServerError ? .error : .warning
                context.logger.log(level: level, "Request failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
            }
            throw problem
        }
    }

    static func problem(for error: any Error) -> Problem {
        switch error {
        case let problem as Problem:
            problem
        case let error as JSONError:
            Problem(error)
        case is NIOTooManyBytesError:
            Problem(.contentTooLarge)
        case is CancellationError:
            .unavailable("The service is stopping.", retryAfter: 1)
        case let error as HTTPError:
            Problem(error.status, detail: error.body, headers: error.headers)
        case let error as any HTTPResponseError:
            Problem(error.status)
        default:
            .internalError
        }
    }
}

extension Problem {
    static var internalError: Problem {
        Problem(.internalServerError, detail: "The service failed. Its log has more under the correlation id.")
    }
}
