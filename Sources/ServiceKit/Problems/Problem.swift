public import HTTPTypes

/// What went wrong with a request, as RFC 9457 has it told: thrown or returned by a handler, sent as `application/problem+json`.
public struct Problem: Error, Hashable, Sendable {
    /// One thing that is wrong in the request.
    public struct FieldError: Hashable, Sendable {
        /// The field, as `tags[2]` or `data.count`, or the parameter of the query.
        public var field: String
        /// One sentence for the person who made the request.
        public var message: String

        public init(field: String, message: String) {
            self.field = field
            self.message = message
        }
    }

    /// A URI that names this kind of problem; `about:blank` when the status says it all.
    public var type: String
    /// The same for all problems of one type.
    public var title: String
    public var status: HTTPResponse.Status
    /// What is special about this occurrence, and how to put it right.
    public var detail: String?
    /// A URI of what the problem is about.
    public var instance: String?
    public var errors: [FieldError]
    /// Fields to be sent along, such as `Retry-After`.
    public var headers: HTTPFields

    public init(
        _ status: HTTPResponse.Status,
        type: String = "about:blank",
        title: String? = nil,
        detail: String? = nil,
        instance: String? = nil,
        errors: [FieldError] = [],
        headers: HTTPFields = [:]
    ) {
        self.type = type
        self.title = title ?? Self.title(of: status)
        self.status = status
        self.detail = detail
        self.instance = instance
        self.errors = errors
        self.headers = headers
    }

    /// Whether the same request may succeed later.
    public var isRetriable: Bool { [408, 429, 500, 502, 503, 504].contains(status.code) }

    private static func title(of status: HTTPResponse.Status) -> String {
        status.reasonPhrase.isEmpty ? "Status \(status.code)" : status.reasonPhrase
    }
}

extension Problem: CustomStringConvertible {
    public var description: String {
        let fields = errors.map { "\($0.field): \($0.message)" }
        return (["\(status.code) \(title)"] + (detail.map { [$0] } ?? []) + fields).joined(separator: "; ")
    }
}
