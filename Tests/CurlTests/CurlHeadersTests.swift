import Curl
import Testing

@Suite("Response headers")
struct CurlHeadersTests {
    @Test("names match in any case, values lose surrounding blanks, the first field wins")
    func lookup() {
        let headers = CurlHeaders([("Content-Type", "  text/plain; charset=utf-8 "), ("ETag", "1"), ("etag", "2"), ("Empty", "")])
        #expect(headers["content-TYPE"] == "text/plain; charset=utf-8")
        #expect(headers["ETAG"] == "1")
        #expect(headers["empty"] == "")
        #expect(headers["Content"] == nil && headers["Content-Type:"] == nil)
        #expect(headers.fields.map(\.name) == ["Content-Type", "ETag", "etag", "Empty"])
    }
}
