import Crypto
import JSON

extension AuditEntry {
    /// SHA-256, in lower-case hexadecimal, of the JSON array `["punctual.audit.1", previous_hash, sequence, recorded_at, event_id, event_type,
    /// timestamp, user_id, topic, payload]`: times in milliseconds, a missing topic as null, no white space, members of objects in the
    /// order of their names' UTF-8. A state store may write the same values in another way (Dapr sorts names and escapes), so the hash is over values.
    public var computedHash: String {
        var writer = JSONWriter(reservingCapacity: 1_024)
        writer.array { writer in
            writer.string("punctual.audit.1")
            writer.string(previousHash)
            writer.int(sequence)
            writer.int(Int(recordedAt))
            writer.string(content.eventID)
            writer.string(content.eventType)
            writer.int(Int(content.timestamp))
            writer.string(content.userID)
            writer.value(content.topic)
            writer.canonical(content.payload)
        }
        return Self.hexadecimal(SHA256.hash(data: writer.bytes))
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension JSONWriter {
    /// One form for all texts of one value.
    mutating func canonical(_ value: JSONValue) {
        switch value {
        case .array(let values):
            array { writer in for value in values { writer.canonical(value) } }
        case .object(let members):
            object { writer in
                for member in members.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                    writer.key(member.name)
                    writer.canonical(member.value)
                }
            }
        case .null, .bool, .number, .string:
            self.value(value)
        }
    }
}
