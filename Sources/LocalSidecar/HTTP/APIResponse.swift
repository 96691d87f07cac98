/// An answer of the sidecar's API.
struct APIResponse: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]
    /// Close the connection instead of answering: a fault.
    var isRefused = false

    init(_ status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    init(_ status: Int, json: [UInt8]) {
        self.init(status, headers: [("Content-Type", "application/json")], body: json)
    }

    static let done = APIResponse(204)

    static var refused: APIResponse {
        var response = APIResponse(500)
        response.isRefused = true
        return response
    }
}
