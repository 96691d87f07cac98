/// An error answer in one of Dapr's two shapes: with `details` or without.
struct APIError: Error, Sendable {
    var status: Int
    var code: String
    var message: String
    /// Reason of `google.rpc.ErrorInfo`, its metadata, and what stands before it in `details`.
    var details: [GoValue]
    /// For `dapr_error_code_total`.
    var category: String

    /// Whether the same call may succeed later; the caller of the API decides, this only sorts.
    var isRetriable: Bool { status >= 500 }

    init(_ status: Int, _ code: String, _ message: String, category: String = "common", details: [GoValue] = []) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
        self.category = category
    }

    var response: APIResponse {
        var object = GoObject([("errorCode", .string(code)), ("message", .string(message))])
        if !details.isEmpty { object["details"] = .array(details) }
        return APIResponse(status, json: GoValue.object(object).bytes)
    }

    static func info(_ reason: String, _ metadata: [(String, String)]) -> GoValue {
        [
            "@type": "type.googleapis.com/google.rpc.ErrorInfo", "domain": "dapr.io", "reason": .string(reason),
            "metadata": .object(GoObject(metadata.map { ($0.0, .string($0.1)) })),
        ]
    }

    static func resource(_ name: String, _ type: String, description: String = "") -> GoValue {
        [
            "@type": "type.googleapis.com/google.rpc.ResourceInfo", "description": .string(description), "owner": "",
            "resource_name": .string(name), "resource_type": .string(type),
        ]
    }

    static let noRoute = APIError(
        404,
        "ERR_DIRECT_INVOKE",
        "failed getting app id either from the URL path or the header dapr-app-id",
        category: "service-invocation"
    )

    static func malformed(_ message: String) -> APIError {
        APIError(400, "ERR_MALFORMED_REQUEST", "failed deserializing HTTP body: \(message)")
    }
}
