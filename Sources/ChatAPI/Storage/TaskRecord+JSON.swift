import JSON
import Reminders
import TodoKit

extension TaskRecord: JSONEncodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("state", state.rawValue)
            writer.member("task", ifPresent: task)
            if !pending.isEmpty { writer.member("pending", pending) }
            writer.member("reminder", ifPresent: reminder)
            if !origin.isEmpty { writer.member("origin", origin) }
        }
    }
}

extension TaskRecord: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        self.init(state: .fence)
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "state": state = State(rawValue: try reader.string()) ?? .fence
            case "task": task = try TodoTask?(from: &reader)
            case "pending": pending = try [Pending](from: &reader)
            case "reminder": reminder = try LiveReminder?(from: &reader)
            case "origin": origin = try reader.string()
            default: try reader.skip()
            }
        }
        if task == nil && state != .fence { throw reader.error(.invalidValue, "A record of a task has a task.") }
    }
}

extension TaskRecord.Pending: JSONEncodable, JSONDecodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("event", event)
            writer.member("traceparent", ifPresent: traceparent)
        }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        var (event, traceparent): (TaskEvent?, String?)
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "event": event = try TaskEvent(from: &reader)
            case "traceparent": traceparent = try String?(from: &reader)
            default: try reader.skip()
            }
        }
        guard let event else { throw reader.error(.invalidValue, "A pending event is missing.") }
        self.init(event: event, traceparent: traceparent)
    }
}

extension TaskRecord.LiveReminder: JSONEncodable, JSONDecodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("at", at.rfc3339)
            writer.member("title", title)
        }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        var (id, at, title): (String?, Timestamp?, String?)
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "id": id = try reader.string()
            case "at": at = Timestamp(rfc3339: try reader.string())
            case "title": title = try reader.string()
            default: try reader.skip()
            }
        }
        guard let id, let at, let title else { throw reader.error(.invalidValue, "A task's reminder has id, at and title.") }
        self.init(id: id, at: at, title: title)
    }
}
