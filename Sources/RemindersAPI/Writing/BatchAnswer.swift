import HTTPTypes
import JSON
import Reminders
import ServiceKit

/// What became of each reminder of a batch, in order.
struct BatchAnswer: JSONEncodable {
    let items: BatchRequest
    let results: [Result<Scheduler.Accepted, ReminderError>]

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("results")
            writer.array { writer in
                for entry in items.entries {
                    switch entry {
                    case .bad(let problem): encode(problem, to: &writer)
                    case .good(let index):
                        switch results[index] {
                        case .failure(let error): encode(Problem(error, dueField: items.requests[index].dueField), to: &writer)
                        case .success(let accepted):
                            writer.object { writer in
                                writer.member("status", accepted.isNew ? 201 : 200)
                                writer.member("reminder", ReminderView(reminder: accepted.reminder))
                            }
                        }
                    }
                }
            }
        }
    }

    private func encode(_ problem: Problem, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("status", problem.status.code)
            writer.member("problem", problem)
        }
    }
}
