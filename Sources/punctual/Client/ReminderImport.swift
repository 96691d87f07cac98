import ReminderClient

/// Schedules lines of an import batch by batch.
struct ReminderImport: Sendable {
    static let batchSize = 500

    let client: ReminderClient
    /// Fires at once what is overdue.
    let overdueNow: Bool

    /// - Throws: when the engine cannot take the batch as a whole; the same file may then be imported again.
    func run(_ lines: [ImportLine], _ report: inout ImportReport) async throws(ReminderClientError) {
        var overdue: [ImportLine] = []
        for (line, outcome) in zip(lines, try await client.schedule(lines.map { $0.request() })) {
            if overdueNow, case .failed(let error) = outcome, error.fields.contains(where: { $0.field.hasSuffix("remind_at") }) {
                overdue.append(line)
            } else {
                try await note(line, outcome, &report)
            }
        }
        guard !overdue.isEmpty else { return }
        // The same delay each time, so that a repeat is recognised.
        let outcomes = try await client.schedule(overdue.map { $0.request(time: .after("1ms")) })
        for (line, outcome) in zip(overdue, outcomes) { try await note(line, outcome, &report) }
    }

    private func note(_ line: ImportLine, _ outcome: BatchOutcome, _ report: inout ImportReport) async throws(ReminderClientError) {
        switch outcome {
        case .created: report.scheduled += 1
        case .existing(let current): report.note(current)
        case .failed(let error) where error.code == .conflict:
            // Made by another request, perhaps by a delay, or changed since: it may be the same all the same.
            let current = try await client.reminder(line.record.id)
            if line.isSame(as: current) { report.note(current) } else { report.fail(line.number, error.message) }
        case .failed(let error): report.fail(line.number, error.description)
        }
    }
}
