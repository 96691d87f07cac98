import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// `/`: the operations page, one file without anything from elsewhere.
extension EngineAPI {
    func addPage(to router: Router<ServiceRequestContext>) {
        let page = ByteBuffer(bytes: PackageResources.operations_html)
        router.get("/") { _, _ in
            Response(
                status: .ok,
                headers: [
                    .contentType: "text/html; charset=utf-8",
                    .cacheControl: "no-cache",
                    .contentSecurityPolicy:
                        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                    .xContentTypeOptions: "nosniff",
                ],
                body: ResponseBody(byteBuffer: page)
            )
        }
    }
}
