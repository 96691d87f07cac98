import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Hands every request, whatever its path, to one function: Dapr's routes match raw paths, which a router would tidy up first.
struct HandlerResponder: HTTPResponder {
    struct Context: RequestContext {
        var coreContext: CoreRequestContextStorage
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            coreContext = .init(source: source)
            channel = source.channel
        }
    }

    let handle: @Sendable (APIRequest) async -> APIResponse

    func respond(to request: Request, context: Context) async throws -> Response {
        var call = APIRequest(
            method: request.head.method.rawValue,
            target: request.head.path ?? "/",
            headers: request.head.headerFields
        )
        if request.head.headerFields[.contentLength] != "0" {
            for try await part in request.body {
                guard call.body.count + part.readableBytes <= APIRequest.Limits.body else {
                    call.isTooLarge = true
                    continue
                }
                call.body.append(contentsOf: part.readableBytesView)
            }
        }
        let answer = await handle(call)
        if answer.isRefused {
            context.channel.close(promise: nil)
            return Response(status: .internalServerError)
        }
        var fields = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        guard !answer.body.isEmpty else { return Response(status: .init(code: answer.status), headers: fields) }
        return Response(status: .init(code: answer.status), headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
