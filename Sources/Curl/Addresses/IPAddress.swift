/// An IPv4 or IPv6 address.
enum IPAddress: Sendable, Hashable {
    /// In host byte order: 127.0.0.1 is 0x7F00_0001.
    case v4(UInt32)
    /// The first and the last 64 bits.
    case v6(UInt64, UInt64)

    /// Whether it is an ordinary address of the public Internet: not private, loopback, link-local, shared, multicast, reserved or for
    /// documentation by IANA's special-purpose registries (RFC 6890 and its updates), and not where clouds keep their metadata.
    /// An IPv6 address that stands for an IPv4 one is what that one is.
    var isPublic: Bool {
        switch self {
        case .v4(let bits):
            return !Self.specialV4.contains { $0.contains(bits) }
        case .v6(let high, let low):
            if let embedded = Self.embeddedV4(high, low) { return IPAddress.v4(embedded).isPublic }
            // Only 2000::/3 is global unicast. Everything else is loopback, local, multicast or unassigned.
            return high >> 61 == 0b001 && !Self.specialV6.contains { high & $0.mask == $0.network }
        }
    }

    /// ::ffff:0:0/96 (IPv4-mapped, RFC 4291) and 64:ff9b::/96 (NAT64, RFC 6052).
    private static func embeddedV4(_ high: UInt64, _ low: UInt64) -> UInt32? {
        let isMapped = high == 0 && low >> 32 == 0xFFFF
        let isTranslated = high == 0x0064_FF9B_0000_0000 && low >> 32 == 0
        return isMapped || isTranslated ? UInt32(truncatingIfNeeded: low) : nil
    }

    private static let specialV4: [ClosedRange<UInt32>] = [
        block(0, 0, 0, 0, 8),
        block(10, 0, 0, 0, 8),
        // Shared by carriers, and by some clouds for metadata (100.100.100.200).
        block(100, 64, 0, 0, 10),
        block(127, 0, 0, 0, 8),
        // Azure's host, reachable from each of its machines and nowhere else, though of a public range.
        block(168, 63, 129, 16, 32),
        // Link-local, with the metadata address of most clouds: 169.254.169.254.
        block(169, 254, 0, 0, 16),
        block(172, 16, 0, 0, 12),
        // Protocol assignments, with Oracle's metadata address 192.0.0.192.
        block(192, 0, 0, 0, 24),
        block(192, 0, 2, 0, 24),
        // 6to4 relays, whose use is over (RFC 7526).
        block(192, 88, 99, 0, 24),
        block(192, 168, 0, 0, 16),
        block(198, 18, 0, 0, 15),
        block(198, 51, 100, 0, 24),
        block(203, 0, 113, 0, 24),
        // Multicast, reserved and broadcast.
        block(224, 0, 0, 0, 3),
    ]

    private static let specialV6: [(network: UInt64, mask: UInt64)] = [
        // Protocol assignments, with Teredo, which carries IPv4 addresses.
        (0x2001_0000_0000_0000, ~0 << 41),
        (0x2001_0DB8_0000_0000, ~0 << 32),
        // 6to4 carries IPv4 addresses as well.
        (0x2002_0000_0000_0000, ~0 << 48),
        (0x3FFF_0000_0000_0000, ~0 << 44),
    ]

    private static func block(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, _ length: UInt32) -> ClosedRange<UInt32> {
        let first = a << 24 | b << 16 | c << 8 | d
        return first...(first | UInt32((UInt64(1) << (32 - length)) - 1))
    }
}
