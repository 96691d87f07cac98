import HTTPTypes
import Hummingbird

/// Which methods each path has, to tell a wrong method from a wrong path. Asked only when no route was found.
struct RouteTable: Sendable {
    /// What Hummingbird calls the route of a request for which there is none.
    static let noRoute = "NotFound"

    private let routes: [(path: RouterPath, method: HTTPRequest.Method)]

    init(_ router: Router<ServiceRequestContext>) {
        routes = router.routes.map { ($0.path, $0.method) }
    }

    /// Empty when no route has that path.
    func methods(of path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        return routes.filter { Self.matches($0.path, parts) }.map(\.method)
    }

    private static func matches(_ route: RouterPath, _ parts: [Substring]) -> Bool {
        var index = 0
        for element in route.components {
            if element == .recursiveWildcard { return true }
            guard index < parts.count, element ~= parts[index] else { return false }
            index += 1
        }
        return index == parts.count
    }
}
