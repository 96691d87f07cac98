import Synchronization
import Testing

@testable import Curl

@Suite("Addresses")
struct AddressPolicyTests {
    @Test(
        "ordinary addresses are public",
        arguments: [
            "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "169.253.255.255", "192.0.1.0",
            "198.17.255.255", "198.20.0.0", "223.255.255.255", "168.63.129.17", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:1.1.1.1",
            "64:ff9b::8.8.8.8", "2001:200::1",
        ]
    )
    func areOrdinary(_ text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
    }

    @Test(
        "private, local, shared, reserved, metadata and embedded addresses are not",
        arguments: [
            "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16",
            "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
            "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
            "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1",
            "64:ff9b:1::1", "100::1", "2001::1", "2001:1ff::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "4000::1", "fc00::1",
            "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
        ]
    )
    func areSpecial(_ text: String) throws {
        #expect(!(try #require(IPAddress(text)).isPublic))
    }

    @Test(
        "a client for public addresses connects to no other, however the URL writes it",
        arguments: ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"]
    )
    func refused(_ host: String) async throws {
        try await withRawServer({ $0.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") }) { server in
            var configuration = CurlConfiguration(deadline: .seconds(20))
            configuration.addressPolicy = .publicOnly
            try await withClient(configuration) { client in
                let error = try await curlError { try await client.send(CurlRequest(.post, "http://\(host):\(server.port)/", body: [1])) }
                #expect(error.code == .addressRefused, "\(error)")
                #expect(!error.mayHaveBeenSent && !error.isRetriable)
            }
            #expect(server.connections == 0)
        }
    }

    @Test("a Unix domain socket is not public either")
    func unixSocket() async throws {
        var configuration = CurlConfiguration(deadline: .seconds(20))
        configuration.addressPolicy = .publicOnly
        try await withClient(configuration) { client in
            let error = try await curlError {
                try await client.send(
                    CurlRequest(.get, "http://example.org/", unixSocketPath: "/tmp/nobody-\(UInt64.random(in: 0 ... .max))")
                )
            }
            #expect(!error.mayHaveBeenSent)
        }
    }
}
