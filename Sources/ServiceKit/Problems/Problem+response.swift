import HTTPTypes
public import Hummingbird
public import JSON
import NIOCore

extension Problem: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        encode(to: &writer, correlationID: nil)
    }

    /// - Parameter correlationID: to be quoted by whoever asks about the problem; an extension member, as RFC 9457 allows.
    func encode(to writer: inout JSONWriter, correlationID: String?) {
        writer.object { writer in
            writer.member("type", type)
            writer.member("title", title)
            writer.member("status", status.code)
            writer.member("detail", ifPresent: detail)
            writer.member("instance", ifPresent: instance)
            if !errors.isEmpty { writer.member("errors", errors) }
            writer.member("correlation_id", ifPresent: correlationID)
        }
    }
}

extension Problem.FieldError: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("field", field)
            writer.member("message", message)
        }
    }
}

extension Problem: HTTPResponseError {
    public func response(from request: Request, context: some RequestContext) -> Response {
        response(correlationID: (context as? ServiceRequestContext)?.correlation?.id)
    }

    func response(correlationID: String?) -> Response {
        var writer = JSONWriter()
        encode(to: &writer, correlationID: correlationID)
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
    }
}
