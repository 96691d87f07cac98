import JSON
import ReminderClient

/// How an import went.
struct ImportReport: Sendable, Equatable {
    var scheduled = 0
    /// There before, with the same content.
    var unchanged = 0
    /// There before with the same content, and fired or cancelled meanwhile: they stay so.
    var finished = 0
    /// Finished reminders and empty lines.
    var skipped = 0
    private(set) var failed = 0
    /// The first of them; more help nobody.
    private(set) var failures: [String] = []

    /// This one is there already.
    mutating func note(_ current: ReminderRecord) {
        if current.state == "fired" || current.state == "cancelled" { finished += 1 } else { unchanged += 1 }
    }

    mutating func fail(_ line: Int, _ reason: String) {
        failed += 1
        if failures.count < 20 { failures.append("line \(line): \(Printable.text(reason))") }
    }

    var summary: String {
        "Scheduled \(scheduled), unchanged \(unchanged), finished there \(finished), left out \(skipped), failed \(failed)."
    }
}

extension ImportReport: JSONEncodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("scheduled", scheduled)
            writer.member("unchanged", unchanged)
            writer.member("finished", finished)
            writer.member("skipped", skipped)
            writer.member("failed", failed)
        }
    }
}
