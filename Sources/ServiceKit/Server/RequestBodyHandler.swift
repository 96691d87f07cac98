import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Looks after request bodies before the handlers see them.
///
/// - `Expect: 100-continue` is answered at once (RFC 9110, section 10.1.1): curl sends it with larger bodies, and holds the body back for
///   a second when nobody answers.
/// - A body beyond the limit is passed on only so far that the handler notices. The rest, which would otherwise be read to its end
///   however long it is, is dropped; a client that goes on to twice the limit is cut off.
final class RequestBodyHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundOut = HTTPResponsePart

    private let limit: Int
    private var received = 0

    init(limit: Int) {
        self.limit = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            received = 0
            if head.headerFields[.expect]?.lowercased() == "100-continue" && announcedLength(head) <= limit {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
        case .body(let bytes):
            let before = received
            received += bytes.readableBytes
            if received > 2 * limit { return context.close(promise: nil) }
            if before > limit { return }
        case .end:
            break
        }
        context.fireChannelRead(data)
    }

    private func announcedLength(_ head: HTTPRequest) -> Int {
        head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
    }
}

@available(*, unavailable)
extension RequestBodyHandler: Sendable {}
