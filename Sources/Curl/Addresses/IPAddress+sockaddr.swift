import CCurl
import Glibc

extension IPAddress {
    /// The address that curl is about to connect to; nil when it is of neither IP family.
    init?(_ address: UnsafeMutablePointer<curl_sockaddr>) {
        // `addr` is declared as the shortest of all socket addresses; curl has put a whole one there.
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
        let start = UnsafeRawPointer(address) + offset
        let length = Int(address.pointee.addrlen)
        switch (address.pointee.family, length) {
        case (AF_INET, MemoryLayout<sockaddr_in>.size...):
            self = .v4(UInt32(bigEndian: start.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case (AF_INET6, MemoryLayout<sockaddr_in6>.size...):
            var address = start.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            self = withUnsafeBytes(of: &address) { Self.v6($0) }
        default: return nil
        }
    }

    /// Reads the usual notations of both families, such as `127.0.0.1` and `::1`.
    init?(_ text: String) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            self = .v4(UInt32(bigEndian: v4.s_addr))
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            self = withUnsafeBytes(of: &v6) { Self.v6($0) }
        } else {
            return nil
        }
    }

    private static func v6(_ bytes: UnsafeRawBufferPointer) -> IPAddress {
        .v6(
            UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }
}
