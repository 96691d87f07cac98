/// The header fields of a response, kept as the bytes that arrived and looked up on demand.
///
/// Most responses are never asked for a header, so nothing is parsed until then.
public struct CurlHeaders: Sendable {
    /// Lines `Name: value\r\n`, without the status line.
    private(set) var raw: [UInt8]

    public init() {
        raw = []
    }

    /// Headers given as pairs, for responses made by hand.
    public init(_ fields: [(name: String, value: String)]) {
        raw = []
        for field in fields {
            raw.append(contentsOf: "\(field.name): \(field.value)\r\n".utf8)
        }
    }

    /// The value of the first field of this name, whatever its case, without surrounding blanks.
    public subscript(name: String) -> String? {
        var found: String?
        forEachLine { line in
            guard found == nil, let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
            if Self.equalsIgnoringCase(line[..<colon], name.utf8) {
                found = Self.trimmed(line[line.index(after: colon)...])
            }
        }
        return found
    }

    /// All fields in the order in which they arrived.
    public var fields: [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        forEachLine { line in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
            fields.append((Self.trimmed(line[..<colon]), Self.trimmed(line[line.index(after: colon)...])))
        }
        return fields
    }

    /// Takes one line as curl hands it over. A status line starts anew: the fields of an interim response (1xx) do not count.
    mutating func append(line: UnsafeRawBufferPointer) {
        if line.starts(with: "HTTP/".utf8) {
            raw.removeAll(keepingCapacity: true)
        } else if line.count > 2 {
            raw.append(contentsOf: line)
        }
    }

    private func forEachLine(_ body: (ArraySlice<UInt8>) -> Void) {
        for line in raw.split(separator: UInt8(ascii: "\n")) {
            body(line)
        }
    }

    private static func equalsIgnoringCase(_ bytes: ArraySlice<UInt8>, _ name: String.UTF8View) -> Bool {
        bytes.count == name.count && zip(bytes, name).allSatisfy { lowercased($0) == lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
