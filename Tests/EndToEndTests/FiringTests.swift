import Curl
import JSON
import Reminders
import Testing

@Suite("Over real processes", .serialized, .timeLimit(.minutes(5)))
struct FiringTests {
    @Test("a reminder fires through the Jobs API, once, and says so")
    func jobs() async throws {
        try await Stack.with { stack in
            try await stack.schedule("by-jobs", delay: "3s")
            try await stack.eventually("it is handed over") { try await $0.reminder("by-jobs")["carrier"]?.string == "jobs" }
            try await stack.eventually("it arrives") { !$0.listener.events(of: "by-jobs").isEmpty }
            let event = try #require(stack.listener.events(of: "by-jobs").first)
            #expect(event.eventID == "by-jobs:1" && event.type == "reminder.triggered" && event.carrier == "jobs")
            try await stack.eventually("it is fired") { try await $0.reminder("by-jobs")["state"]?.string == "fired" }
            let fired = try await stack.reminder("by-jobs")
            #expect(fired["fired_by"]?.string == "jobs")
            #expect((fired["lag_ms"]?.int ?? -1) >= 0)
            #expect(stack.listener.events(of: "by-jobs").count == 1)
        }
    }

    @Test("with Jobs off, the sweeper fires it")
    func sweeper() async throws {
        try await Stack.with(jobs: false) { stack in
            try await stack.schedule("by-sweeper", delay: "2s")
            try await stack.eventually("it arrives") { !$0.listener.events(of: "by-sweeper").isEmpty }
            let event = try #require(stack.listener.events(of: "by-sweeper").first)
            #expect(event.carrier == "sweeper")
            #expect(try await stack.call(.get, "/v1/mode").json["effective"]?.string == "fallback")
            let fired = try await stack.reminder("by-sweeper")
            #expect((fired["lag_ms"]?.int ?? -1) >= 0)
        }
    }

    @Test("a job that the Jobs API loses is fired by the net within five seconds")
    func lostJob() async throws {
        try await Stack.with { stack in
            try await stack.faults([["point": "trigger", "effect": "lose"]])
            try await stack.schedule("lost", delay: "3s")
            try await stack.eventually("it is handed over") { try await $0.reminder("lost")["carrier"]?.string == "jobs" }
            try await stack.eventually("it arrives") { !$0.listener.events(of: "lost").isEmpty }
            try await stack.eventually("it is fired") { try await $0.reminder("lost")["state"]?.string == "fired" }
            let fired = try await stack.reminder("lost")
            #expect(fired["fired_by"]?.string == "sweeper")
            #expect((0...5000).contains(fired["lag_ms"]?.int ?? -1))
        }
    }

    @Test("both carriers waking at once give one event for each reminder")
    func bothCarriers() async throws {
        try await Stack.with { stack in
            // The jobs come two seconds late, which is just when the net steps in.
            try await stack.faults([["point": "trigger", "effect": "delay", "delay": "2000ms"]])
            for index in 0..<40 { try await stack.schedule("both-\(index)", delay: "4s") }
            try await stack.eventually("all are fired") { stack in
                try await stack.call(.get, "/v1/mode").json["counts"]?["finished"]?.int == 40
            }
            try await stack.eventually("all have arrived") { Set($0.listener.received.map(\.reminderID)).count == 40 }
            // The late triggers have come and gone when Jobs holds nothing any more.
            try await Task.sleep(for: .seconds(1))
            #expect(stack.listener.received.count == 40)
        }
    }

    @Test("a trigger of an older generation does nothing")
    func olderGeneration() async throws {
        try await Stack.with { stack in
            try await stack.schedule("moved", delay: "4s")
            try await stack.eventually("it is handed over") { try await $0.reminder("moved")["carrier"]?.string == "jobs" }
            // From now on Jobs claims to take what it is given and does not: the old job stays, with the old time.
            try await stack.faults([["point": "jobs.schedule", "effect": "lose"]])
            let answer = try await stack.call(.post, "/v1/reminders/moved/snooze", ["delay": "7s"])
            #expect(answer.status == 200 && answer.json["generation"]?.int == 2)
            try await stack.eventually("the second generation arrives") { !$0.listener.events(of: "moved").isEmpty }
            #expect(stack.listener.events(of: "moved").map(\.eventID) == ["moved:2"])
        }
    }

    @Test("cancelling against firing has one winner for every reminder")
    func cancelRace() async throws {
        try await Stack.with { stack in
            for index in 0..<60 { try await stack.schedule("race-\(index)", delay: "3s") }
            let due = try #require(Timestamp(rfc3339: try await stack.reminder("race-30")["remind_at"]?.string ?? ""))
            try await stack.eventually("the time has nearly come") { _ in Received.now >= due - .milliseconds(40) }
            let cancelled = try await withThrowingTaskGroup { group in
                for index in 0..<60 {
                    group.addTask {
                        let status = try await stack.call(.delete, "/v1/reminders/race-\(index)").status
                        #expect(status == 204 || status == 409)
                        return status == 204 ? "race-\(index)" : nil
                    }
                }
                return try await group.reduce(into: Set<String>()) { if let id = $1 { $0.insert(id) } }
            }
            try await stack.eventually("the others arrive") { Set($0.listener.received.map(\.reminderID)).count == 60 - cancelled.count }
            try await Task.sleep(for: .seconds(3))
            #expect(Set(stack.listener.received.map(\.reminderID)).isDisjoint(with: cancelled))
            #expect(stack.listener.received.count == 60 - cancelled.count)
        }
    }
}
