public import JSON

extension JobPayload: JSONDecodable {
    /// - Throws: when a field that every job of ours carries is missing or malformed: somebody else's job, or a
    ///   forged callback.
    public init(from reader: inout JSONReader) throws(JSONError) {
        var id: ReminderID?
        var (userID, topic): (String?, String?)
        var (due, created): (Timestamp?, Timestamp?)
        var (generation, fingerprint): (Int?, UInt64?)
        var (taskID, title, traceparent, ledger): (String?, String?, String?, String?)
        var tags: [String] = []
        var data: RawJSON?
        try reader.beginObject()
        while let key = try reader.nextMember() {
            switch key {
            case "id": id = ReminderID(try reader.string())
            case "user_id": userID = try reader.string()
            case "generation": generation = try reader.int()
            case "due": due = Timestamp(rfc3339: try reader.string())
            case "created": created = Timestamp(rfc3339: try reader.string())
            case "topic": topic = try reader.string()
            case "fingerprint": fingerprint = UInt64(try reader.string(), radix: 16)
            case "task_id": taskID = try reader.string()
            case "title": title = try reader.string()
            case "tags": tags = try [String](from: &reader)
            case "data": data = try RawJSON(from: &reader)
            case "traceparent": traceparent = try reader.string()
            case "ledger": ledger = try reader.string()
            default: try reader.skip()
            }
        }
        guard let id, let userID, let topic, let due, let created, let generation, let fingerprint, generation > 0 else {
            throw reader.error(.invalidValue, "This is not the data of a reminder's job.")
        }
        let reminder = Reminder(
            id: id,
            userID: userID,
            taskID: taskID,
            title: title,
            due: due,
            topic: topic,
            tags: tags,
            data: data,
            traceparent: traceparent,
            generation: generation,
            createdAt: created,
            fingerprint: fingerprint,
            carrier: .jobs
        )
        self.init(Trigger(reminder: reminder, ledger: ledger.map { LedgerID($0) }))
    }
}
