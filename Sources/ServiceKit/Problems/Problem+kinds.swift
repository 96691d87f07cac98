public import HTTPTypes
public import JSON

extension Problem {
    /// 422: well-formed, but not acceptable, with the reason for each field.
    public static func invalid(_ errors: [FieldError], detail: String? = nil) -> Problem {
        Problem(
            .unprocessableContent,
            type: "urn:punctual:problem:invalid-request",
            title: "Invalid request",
            detail: detail ?? (errors.count == 1 ? "One field is wrong." : "\(errors.count) fields are wrong."),
            errors: errors
        )
    }

    /// 422 about one field.
    public static func invalid(_ field: String, _ message: String) -> Problem {
        invalid([FieldError(field: field, message: message)])
    }

    /// 400: the body cannot be read at all.
    public static func malformed(_ detail: String) -> Problem {
        Problem(.badRequest, type: "urn:punctual:problem:malformed-request", title: "Malformed request", detail: detail)
    }

    public static func unauthorized(_ detail: String) -> Problem { Problem(.unauthorized, detail: detail) }
    public static func forbidden(_ detail: String) -> Problem { Problem(.forbidden, detail: detail) }
    public static func notFound(_ detail: String) -> Problem { Problem(.notFound, detail: detail) }
    public static func conflict(_ detail: String) -> Problem { Problem(.conflict, detail: detail) }
    public static func preconditionFailed(_ detail: String) -> Problem { Problem(.preconditionFailed, detail: detail) }

    /// 405, with the methods that the path does have.
    public static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
        let methods = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        return Problem(.methodNotAllowed, detail: "This path allows \(methods).", headers: [.allow: methods])
    }

    /// 413
    public static func tooLarge(limit bytes: Int) -> Problem {
        let limit = bytes % 1_048_576 == 0 ? "\(bytes / 1_048_576) MiB" : bytes % 1_024 == 0 ? "\(bytes / 1_024) KiB" : "\(bytes) bytes"
        return Problem(.contentTooLarge, detail: "The body may have \(limit) at most.")
    }

    /// 503, with the time after which to try again.
    public static func unavailable(_ detail: String, retryAfter seconds: Int? = nil) -> Problem {
        Problem(.serviceUnavailable, detail: detail, headers: seconds.map { [.retryAfter: String($0)] } ?? [:])
    }

    /// 400 when the body is no JSON; 422 naming the field when it is, but not as the API wants it.
    public init(_ error: JSONError) {
        switch error.code {
        case .syntax, .unexpectedEnd, .trailing, .invalidUTF8:
            self = .malformed("The body is not JSON: \(error)")
        case .tooDeep, .duplicateName, .loneSurrogate, .noncharacter, .numberOutOfRange, .typeMismatch, .invalidValue:
            self = .invalid(error.path.isEmpty ? "body" : error.path, error.message)
        }
    }
}
