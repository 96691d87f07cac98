import JSON

/// What became of one reminder of a batch.
public enum BatchOutcome: Sendable, Equatable {
    /// Scheduled by this request.
    case created(ReminderRecord)
    /// The very request had been accepted before.
    case existing(ReminderRecord)
    case failed(ReminderClientError)
}

struct BatchOutcomes: JSONDecodable {
    private(set) var results: [BatchOutcome] = []

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.object { (key, reader) throws(JSONError) in
            guard key == "results" else { return try reader.skip() }
            results = try reader.array { (reader) throws(JSONError) in try Self.outcome(&reader) }
        }
    }

    private static func outcome(_ reader: inout JSONReader) throws(JSONError) -> BatchOutcome {
        var status = 0
        var record: ReminderRecord?
        var problem: RawJSON?
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "status": status = try reader.int()
            case "reminder": record = try ReminderRecord?(from: &reader)
            case "problem": problem = try RawJSON?(from: &reader)
            default: try reader.skip()
            }
        }
        guard let record else { return .failed(ReminderClientError(status: status, problem: problem?.bytes ?? [])) }
        return status == 201 ? .created(record) : .existing(record)
    }
}
