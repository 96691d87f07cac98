import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// `/`: the page, one file without anything from elsewhere.
extension TodoAPI {
    func addPage(to router: Router<ServiceRequestContext>) {
        let html = PackageResources.todo_html
        let page = ByteBuffer(bytes: html)
        let text = String(decoding: html, as: UTF8.self)
        let policy = """
            default-src 'none'; script-src \(Self.source(of: "script", in: text)); style-src \(Self.source(of: "style", in: text)); \
            connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
            """
        router.get("/") { _, _ in
            Response(
                status: .ok,
                headers: [
                    .contentType: "text/html; charset=utf-8",
                    .cacheControl: "no-cache",
                    .contentSecurityPolicy: policy,
                    .xContentTypeOptions: "nosniff",
                    HTTPField.Name("Referrer-Policy")!: "no-referrer",
                ],
                body: ResponseBody(byteBuffer: page)
            )
        }
    }

    /// The page's own code by its hash, so that no other may run (CSP level 3).
    private static func source(of tag: String, in text: String) -> String {
        guard let start = text.firstRange(of: "<\(tag)>")?.upperBound, let end = text[start...].firstRange(of: "</\(tag)>")?.lowerBound
        else { return "'none'" }
        return "'sha256-\(Base64Text.encode(SHA256.hash(data: Array(text[start..<end].utf8))))'"
    }
}
