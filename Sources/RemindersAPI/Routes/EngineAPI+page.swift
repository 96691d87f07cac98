import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// `/`: the operations page, one file without anything from elsewhere.
extension EngineAPI {
    func addPage(to router: Router<ServiceRequestContext>) {
        let html = PackageResources.operations_html
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
                ],
                body: ResponseBody(byteBuffer: page)
            )
        }
    }

    /// The page's own code by its hash, so that no other may run (CSP level 3).
    private static func source(of tag: String, in text: String) -> String {
        guard let start = text.firstRange(of: "<\(tag)>")?.upperBound, let end = text[start...].firstRange(of: "</\(tag)>")?.lowerBound
        else {
            return "'none'"
        }
        return "'sha256-\(base64(SHA256.hash(data: Array(text[start..<end].utf8))))'"
    }

    /// RFC 4648, section 4.
    private static func base64(_ bytes: some Sequence<UInt8>) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var (text, bits, count) = ("", UInt32(0), 0)
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> UInt32(count) & 63)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
        return text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }
}
