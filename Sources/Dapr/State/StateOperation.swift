public import JSON

/// One operation of a transaction.
public enum StateOperation: Sendable, Hashable {
    case upsert(StateWrite)
    case delete(String, condition: StateCondition = .none)

    var key: String {
        switch self {
        case .upsert(let write): write.key
        case .delete(let key, _): key
        }
    }
}

extension StateOperation: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .upsert(let write):
                writer.member("operation", "upsert")
                writer.member("request", write)
            case .delete(let key, let condition):
                writer.member("operation", "delete")
                writer.key("request")
                writer.object { writer in
                    writer.member("key", key)
                    writer.member("etag", ifPresent: condition.etag)
                }
            }
        }
    }
}
