import Testing

@testable import Curl

@Suite("Mail: the server's URL")
struct SMTPServerTests {
    @Test("host, port, user and password")
    func parts() throws {
        let server = try #require(SMTPServer(url: "smtp://ann%40example.org:p%3A%2Fss:w@mail.example.org:2525/"))
        #expect(server.host == "mail.example.org" && server.port == 2_525)
        #expect(server.user == "ann@example.org" && server.password == "p:/ss:w")
        #expect(server.url == "smtp://mail.example.org:2525")
    }

    @Test("ports by scheme; IPv6")
    func ports() {
        #expect(SMTPServer(url: "smtp://h")?.port == 587)
        #expect(SMTPServer(url: "smtps://h")?.port == 465)
        #expect(SMTPServer(url: "smtp://[::1]:25")?.host == "[::1]")
        #expect(SMTPServer(url: "smtp://[::1]")?.port == 587)
    }

    @Test("a password leaves for another machine only encrypted, unless told otherwise")
    func encryption() {
        #expect(SMTPServer(url: "smtp://a:b@mail.example.org")?.encryption == .required)
        #expect(SMTPServer(url: "smtp://a:b@mail.example.org?tls=off")?.encryption == .off)
        #expect(SMTPServer(url: "smtp://a:b@127.0.0.1:25")?.encryption == .opportunistic)
        #expect(SMTPServer(url: "smtp://mail.example.org")?.encryption == .opportunistic)
        #expect(SMTPServer(url: "smtp://mail.example.org/?tls=required")?.encryption == .required)
    }

    @Test(
        "what is no such URL",
        arguments: [
            "", "http://h", "smtp://", "smtp://h:0", "smtp://h:x", "smtp://a%0d:b@h", "smtp://h?tls=maybe", "smtp://h/path",
            "smtp://a%2:b@h",
        ]
    )
    func bad(_ text: String) {
        #expect(SMTPServer(url: text) == nil)
    }
}
