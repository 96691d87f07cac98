import Crypto
import HTTPTypes
public import Hummingbird
import NIOCore

extension Router where Context == ServiceRequestContext {
    /// `/`: a page in one file, with nothing from elsewhere. Its own script and style are allowed by their hash, so that no other may run
    /// (CSP level 3).
    public func addPage(_ html: [UInt8]) {
        let page = ByteBuffer(bytes: html)
        let text = String(decoding: html, as: UTF8.self)
        let policy = """
            default-src 'none'; script-src \(Self.source(of: "script", in: text)); style-src \(Self.source(of: "style", in: text)); \
            connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
            """
        get("/") { _, _ in
            Response(
                status: .ok,
                headers: [
                    .contentType: "text/html; charset=utf-8",
                    .cacheControl: "no-cache",
                    .contentSecurityPolicy: policy,
                    .xContentTypeOptions: "nosniff",
                    // An address may have held a token.
                    .referrerPolicy: "no-referrer",
                ],
                body: ResponseBody(byteBuffer: page)
            )
        }
    }

    private static func source(of tag: String, in text: String) -> String {
        guard let start = text.firstRange(of: "<\(tag)>")?.upperBound, let end = text[start...].firstRange(of: "</\(tag)>")?.lowerBound
        else { return "'none'" }
        return "'sha256-\(Base64Text.encode(SHA256.hash(data: Array(text[start..<end].utf8))))'"
    }
}
