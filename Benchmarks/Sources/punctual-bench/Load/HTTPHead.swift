import CPoll

/// As much of the head of a response as a load generator needs.
struct HTTPHead {
    let head: Int
    let body: Int
    let isGood: Bool

    /// Nil until the head is complete. Understands `Content-Length` only; without one there is no body.
    static func parse(_ bytes: [UInt8]) -> HTTPHead? {
        bytes.withUnsafeBytes { bytes in
            let end = bench_find(bytes.baseAddress, bytes.count, "\r\n\r\n")
            guard end >= 0 else { return nil }
            var body = 0
            // "Content-Length", in whatever case the server writes the initials.
            var place = bench_find(bytes.baseAddress, end, "ength: ")
            while place >= 0, place + 7 < end, bytes[place + 7] >= 48, bytes[place + 7] <= 57 {
                body = body * 10 + Int(bytes[place + 7] - 48)
                place += 1
            }
            return HTTPHead(head: end + 4, body: body, isGood: bytes.count > 9 && bytes[9] == UInt8(ascii: "2"))
        }
    }
}
