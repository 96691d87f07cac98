import Testing

@testable import LocalSidecar

@Suite("Routes")
struct RouteTests {
    @Test(
        "a path leads to its route",
        arguments: [
            ("POST", "/v1.0-alpha1/jobs/a+b", .scheduleJob("a b")), ("GET", "/v1.0/jobs/a%2Fb", .getJob("a/b")),
            ("DELETE", "/v1.0/jobs/x", .deleteJob("x")),
            ("PUT", "/v1.0/publish/p/a/b", .publish(pubsub: "p", topic: "a/b")),
            ("POST", "/v1.0-alpha1/publish/bulk/p/t", .publishBulk(pubsub: "p", topic: "t")),
            ("POST", "/v1.0/state/s", .saveState("s")), ("GET", "/v1.0/state/s/a%20b%2Fc", .getState(store: "s", key: "a b/c")),
            ("POST", "/v1.0/state/s/bulk", .getBulkState("s")), ("PUT", "/v1.0/state/s/transaction", .transaction("s")),
            ("PATCH", "/v1.0/invoke/app/method/a/b", .invoke(appID: "app", path: "a/b")),
            ("GET", "/v1.0/healthz/outbound", .outboundHealthz),
            ("PUT", "/v1.0/metadata/k", .setMetadata("k")), ("POST", "/v1.0/bindings/b", .outputBinding("b")),
        ] as [(String, String, Route)]
    )
    func routes(method: String, path: String, route: Route) {
        #expect(Route(method: method, path: path) == route)
    }

    @Test(
        "what Dapr does not know is absent",
        arguments: [
            ("PUT", "/v1.0/jobs/x"), ("GET", "/v1.0/jobs"), ("GET", "/v1.0/jobs/"), ("POST", "/v1.0/jobs/a/b"),
            ("POST", "/v1.0/publish/p/"),
            ("POST", "/v1.0/publish//x"), ("POST", "/v1.0/publish/p"), ("GET", "/v1.0/state/s"), ("GET", "/v1.0/state/s/"),
            ("GET", "/v1.0/invoke/a/method"),
            ("GET", "/v2.0/metadata"), ("GET", "/"), ("POST", "/v1.0-alpha1/state/s"), ("GET", "/v1.0/nosuch"),
        ]
    )
    func absent(method: String, path: String) {
        #expect(Route(method: method, path: path) == .absent)
    }

    @Test("metadata of a query is decoded")
    func queries() {
        let request = APIRequest(method: "POST", target: "/x?metadata.ttlInSeconds=60&other=1&metadata.a%20b=c+d&metadata.flag")
        #expect(request.metadata == ["ttlInSeconds": "60", "a b": "c d", "flag": ""])
    }

    @Test("a trace goes on with another span")
    func traces() throws {
        let parent = try #require(TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
        var random = SystemRandomNumberGenerator()
        let child = parent.child(&random)
        #expect(child.traceID == parent.traceID && child.spanID != parent.spanID && child.flags == "01")
        #expect(TraceContext("00-00000000000000000000000000000000-b7ad6b7169203331-01") == nil)
        #expect(TraceContext("01-x") == nil)
    }

    @Test("path labels follow pathMatching, drop state keys and are empty otherwise")
    func pathLabels() {
        var settings = SidecarSettings()
        settings.pathPatterns = ["/v1.0/jobs/{name}", "/v1.0/state/{store}"]
        #expect(PathPattern.label("/v1.0/jobs/r1", settings) == "/v1.0/jobs/{name}")
        #expect(PathPattern.label("/v1.0/state/s/k", settings) == "/v1.0/state/{store}")
        #expect(PathPattern.label("/job/r1", settings) == "")
        settings.pathPatterns = []
        settings.hasPathLabels = true
        #expect(PathPattern.label("/job/r1", settings) == "/job/r1")
    }
}
