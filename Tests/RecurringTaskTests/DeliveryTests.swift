import HTTPTypes
import Hummingbird
import JSON
import ServiceKit
import Synchronization
import Testing
import TodoKit

/// The service on a real socket, beside a sidecar on another.
@Suite struct DeliveryTests {
    @Test("completing a repeating task creates the next one, for its user and in its trace, and a replay changes nothing")
    func creates() async throws {
        try await RunningRecurringTask.with { service async throws in
            #expect(try await service.deliver(Samples.completed()) == "SUCCESS")
            #expect(try await service.deliver(Samples.completed()) == "SUCCESS")
            let call = try #require(service.sidecar.asked.first)
            #expect(service.sidecar.asked.count == 1)
            #expect(call.userID == "ann" && call.service == "recurring-task")
            #expect(call.traceparent?.contains("0af7651916cd43dd8448eb211c80319c") == true)
            var task = try #require(call.task.object)
            #expect(task["id"]?.string?.hasPrefix("next-") == true)
            task["id"] = nil
            #expect(
                task == [
                    "title": "Pay rent", "description": "by transfer", "priority": "high", "due_at": "2026-01-12T09:00:00.000Z",
                    "reminder_offset_minutes": 30, "recurrence_rule": "weekly", "recurrence_basis": "schedule", "misfire_policy": "skip",
                    "time_zone": "UTC", "parent_task_id": "rent", "tags": ["home"],
                ]
            )
            #expect(service.metrics.exposition().contains(#"punctual_recurring_tasks_total{outcome="created"} 1"#))
        }
    }

    @Test("a task that is there already, changed or not, is left as it is") func existing() async throws {
        try await RunningRecurringTask.with { service async throws in
            #expect(try await service.deliver(Samples.completed()) == "SUCCESS")
            // Taken back and completed again: another event about the same parent.
            let again = Samples.completed { $0.version = 4 }
            #expect(try await service.deliver(again) == "SUCCESS")
            let (id, _) = try #require(service.sidecar.tasks.first)
            service.sidecar.put(["title": "changed"], as: id)
            #expect(try await service.deliver(Samples.completed { $0.version = 6 }) == "SUCCESS")
            #expect(service.sidecar.tasks == [id: ["title": "changed"]])
            #expect(service.sidecar.asked.count == 3)
        }
    }

    @Test("while chat-api fails the event is to be brought again, and then it works", arguments: [401, 403, 404, 429, 500, 503])
    func unavailable(status: Int) async throws {
        try await RunningRecurringTask.with { service async throws in
            service.sidecar.refuse { _ in HTTPResponse.Status(code: status) }
            #expect(try await service.deliver(Samples.completed()) == "RETRY")
            #expect(try await service.deliver(Samples.completed()) == "RETRY")
            #expect(service.sidecar.tasks.isEmpty)
            service.sidecar.refuse(nil)
            #expect(try await service.deliver(Samples.completed()) == "SUCCESS")
            #expect(service.sidecar.tasks.count == 1)
        }
    }

    @Test("what chat-api will never take is dropped", arguments: [400, 413, 422]) func refused(status: Int) async throws {
        try await RunningRecurringTask.with { service async throws in
            service.sidecar.refuse { _ in HTTPResponse.Status(code: status) }
            #expect(try await service.deliver(Samples.completed()) == "DROP")
        }
    }

    @Test("a failure in the middle of several children loses none and doubles none") func middle() async throws {
        try await RunningRecurringTask.with { service async throws in
            let late = Samples.completed { task in
                task.misfirePolicy = .all
                task.completedAt = Samples.time("2026-02-01T00:00:00Z")
            }
            let calls = Atomic(0)
            service.sidecar.refuse { _ in calls.add(1, ordering: .relaxed).newValue == 3 ? .serviceUnavailable : nil }
            #expect(try await service.deliver(late) == "RETRY")
            #expect(service.sidecar.tasks.count == 2)
            #expect(try await service.deliver(late) == "SUCCESS")
            let due = service.sidecar.tasks.values.compactMap { $0["due_at"]?.string?.prefix(10) }.sorted()
            #expect(due == ["2026-01-12", "2026-01-19", "2026-01-26", "2026-02-02"])
        }
    }

    @Test("32 deliveries at once create one task, by one request") func concurrent() async throws {
        try await RunningRecurringTask.with { service async throws in
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<32 { group.addTask { try await service.deliver(Samples.completed()) } }
                return try await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(answers["SUCCESS", default: 0] >= 1)
            #expect(answers["SUCCESS", default: 0] + answers["RETRY", default: 0] == 32, "\(answers)")
            #expect(service.sidecar.tasks.count == 1 && service.sidecar.asked.count == 1)
        }
    }

    @Test("the end of a series, other tasks and other events need nothing") func ignored() async throws {
        try await RunningRecurringTask.with { service async throws in
            #expect(try await service.deliver(Samples.completed { $0.recurrenceRule = nil }) == "SUCCESS")
            #expect(try await service.deliver(Samples.completed { ($0.id, $0.recurrenceRule) = ("b", "FREQ=DAILY;COUNT=1") }) == "SUCCESS")
            #expect(
                try await service.deliver(Samples.completed { ($0.id, $0.recurrenceRule) = ("c", "FREQ=DAILY;UNTIL=20260105") })
                    == "SUCCESS"
            )
            for kind in [TaskEvent.Kind.created, .updated, .deleted] {
                var event = Samples.completed()
                event.kind = kind
                #expect(try await service.deliver(event) == "SUCCESS")
            }
            let other =
                #"{"event_id":"r:1","event_type":"reminder.triggered","timestamp":"2026-01-01T00:00:00Z","user_id":"ann","payload":{}}"#
            #expect(try await service.deliver(Array(other.utf8)) == "SUCCESS")
            #expect(service.sidecar.asked.isEmpty)
        }
    }

    @Test("what is no event, or has no good task, is dropped") func malformed() async throws {
        try await RunningRecurringTask.with { service async throws in
            func envelope(_ payload: String, user: String = "ann", id: String) -> [UInt8] {
                Array(
                    #"{"event_id":"\#(id)","event_type":"task.completed","timestamp":"2026-01-01T00:00:00Z","user_id":"\#(user)","payload":\#(payload)}"#
                        .utf8
                )
            }
            #expect(try await service.deliver(Array("{".utf8)) == "DROP")
            #expect(try await service.deliver([]) == "DROP")
            #expect(try await service.deliver(envelope("{}", id: "1")) == "DROP")
            #expect(try await service.deliver(envelope(#"{"task":{"id":7}}"#, id: "2")) == "DROP")
            let task = String(decoding: JSONWriter.encode(Samples.completed().task), as: UTF8.self)
            #expect(try await service.deliver(envelope(#"{"task":\#(task)}"#, user: "eve", id: "3")) == "DROP")
            #expect(try await service.deliver(Samples.completed { $0.recurrenceRule = "FREQ=SECONDLY" }) == "DROP")
            #expect(service.sidecar.asked.isEmpty)
        }
    }

    @Test("without the application's token nobody is heard") func token() async throws {
        try await RunningRecurringTask.with { service async throws in
            let event = Samples.completed().cloudEvent(source: "chat-api")
            #expect(try await service.deliver(event, token: "wrong") == "401")
            #expect(service.sidecar.asked.isEmpty)
        }
    }
}
