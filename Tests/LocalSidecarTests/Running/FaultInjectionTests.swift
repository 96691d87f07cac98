import Curl
import Testing

@testable import LocalSidecar

@Suite("A sidecar that fails on demand", .timeLimit(.minutes(2)))
struct FaultInjectionTests {
    @Test("jobs that are lost at scheduling are accepted and never fire; the others do")
    func lostJobs() async throws {
        try await Stage.run(faults: [FaultRule("jobs.schedule", .lose, share: 0.5)], seed: 1) { (stage: Stage) async throws in
            for number in 0..<40 { #expect(try await stage.schedule("j\(number)", #"{"dueTime":"0s","data":1}"#) == 204) }
            let lost = stage.sidecar.faultHits[0]
            #expect((5...35).contains(lost))
            let ended = try await stage.entries(.jobEnded, 40 - lost)
            #expect(ended.count == 40 - lost)
            #expect(stage.sidecar.journal().filter { $0.kind == .jobScheduled && $0.detail == "lost" }.count == lost)
        }
    }

    @Test("a job is delivered twice, with the same data")
    func repeatedTrigger() async throws {
        try await Stage.run(faults: [FaultRule("trigger", .repeat)]) { (stage: Stage) async throws in
            _ = try await stage.schedule("twice", #"{"dueTime":"0s","data":{"b":1,"a":2}}"#)
            let seen = try await stage.app.wait("/job/twice", 2)
            #expect(seen.map(\.body) == [#"{"a":2,"b":1}"#, #"{"a":2,"b":1}"#])
        }
    }

    @Test("a deleted job fires after all when the deletion is lost")
    func afterCancel() async throws {
        try await Stage.run(faults: [FaultRule("jobs.delete", .lose)]) { (stage: Stage) async throws in
            _ = try await stage.schedule("late", #"{"dueTime":"300ms"}"#)
            #expect(try await stage.call(.delete, "/v1.0/jobs/late").status == 204)
            _ = try await stage.app.wait("/job/late")
        }
    }

    @Test("an answer can be lost after the job was stored")
    func lostAnswer() async throws {
        let rule = FaultRule("jobs.schedule", .status, times: 1, status: 504, isAfterwards: true)
        try await Stage.run(faults: [rule]) { (stage: Stage) async throws in
            #expect(try await stage.schedule("stored", #"{"dueTime":"1h"}"#) == 504)
            #expect(try await stage.call(.get, "/v1.0/jobs/stored").status == 200)
            #expect(try await stage.schedule("stored", #"{"dueTime":"1h"}"#) == 409)
        }
    }

    @Test("the Jobs API refuses connections, answers any status, and hangs as long as it is told")
    func jobsDown() async throws {
        let rules = [
            FaultRule("jobs", .refuse, match: "refused"), FaultRule("jobs", .status, match: "failing"),
            FaultRule("jobs", .hang, match: "hanging", delay: .fixed(.milliseconds(300))),
        ]
        try await Stage.run(faults: rules) { (stage: Stage) async throws in
            await #expect(throws: CurlError.self) { try await stage.schedule("refused", #"{"dueTime":"1h"}"#) }
            #expect(try await stage.schedule("failing", #"{"dueTime":"1h"}"#) == 500)
            let start = ContinuousClock.now
            #expect(try await stage.schedule("hanging", #"{"dueTime":"1h"}"#) == 504)
            #expect(ContinuousClock.now - start >= .milliseconds(300))
            #expect(try await stage.call(.get, "/v1.0/jobs/hanging").status == 500)
            #expect(try await stage.schedule("fine", #"{"dueTime":"1h"}"#) == 204)
        }
    }

    @Test("a share of a bulk fails, and exactly the others arrive")
    func partialBulk() async throws {
        try await Stage.run(faults: [FaultRule("publish.entry", .status, share: 0.4, message: "no luck")], seed: 5) {
            (stage: Stage) async throws in
            let entries = (0..<50).map { #"{"entryId":"\#($0)","event":\#($0),"contentType":"application/json"}"# }
            let answer = try await stage.call(.post, "/v1.0/publish/bulk/pubsub/events", "[\(entries.joined(separator: ","))]")
            #expect(answer.status == 500)
            let body = try GoValue(json: answer.body, numbers: .verbatim)
            let failed = Set((body["failedEntries"]?.array ?? []).compactMap { $0["entryId"]?.string })
            #expect((5...40).contains(failed.count) && body["failedEntries"]?.array?.first?["error"] == "no luck")
            let seen = try await stage.app.wait("/events", 50 - failed.count)
            let arrived = try seen.compactMap { try GoValue(json: Array($0.body.utf8), numbers: .verbatim)["data"]?.int.map(String.init) }
            #expect(Set(arrived) == Set((0..<50).map(String.init)).subtracting(failed))
        }
    }

    @Test("an event is delivered several times, dead-lettered or lost")
    func deliveries() async throws {
        try await Stage.run { (stage: Stage) async throws in
            stage.sidecar.setFaults([FaultRule("deliver", .repeat, copies: 3)])
            _ = try await stage.call(.post, "/v1.0/publish/pubsub/events", "1")
            #expect(try await stage.app.wait("/events", 3).count == 3)
            stage.sidecar.setFaults([FaultRule("deliver", .status)])
            _ = try await stage.call(.post, "/v1.0/publish/pubsub/events", "2")
            _ = try await stage.entries(.deadLettered, 1)
            stage.sidecar.setFaults([])
            _ = try await stage.call(.post, "/v1.0/publish/pubsub/events", "3")
            _ = try await stage.app.wait("/events", 4)
        }
    }

    @Test("the state store reports conflicts and outages on demand")
    func state() async throws {
        try await Stage.run { (stage: Stage) async throws in
            stage.sidecar.setFaults([FaultRule("state.save", .conflict, times: 1), FaultRule("state.get", .status, match: "down")])
            #expect(try await stage.call(.post, "/v1.0/state/store", #"[{"key":"k","value":1}]"#).status == 409)
            #expect(try await stage.call(.get, "/v1.0/state/store/k").status == 204)
            #expect(try await stage.call(.post, "/v1.0/state/store", #"[{"key":"k","value":1}]"#).status == 204)
            #expect(try await stage.call(.get, "/v1.0/state/store/down").status == 500)
        }
    }

    @Test("the control API sets faults, shows the journal, and forgets all jobs")
    func controlAPI() async throws {
        try await Stage.run { (stage: Stage) async throws in
            let put = try await stage.call(
                .put,
                "/faults",
                #"{"seed":1,"rules":[{"point":"publish","effect":"status","times":1}]}"#,
                control: true
            )
            #expect(put.status == 200)
            #expect(try await stage.call(.put, "/faults", #"{"rules":[{"point":"x","effect":"hang"}]}"#, control: true).status == 400)
            #expect(try await stage.call(.post, "/v1.0/publish/pubsub/events", "1").status == 500)
            #expect(try await stage.call(.post, "/v1.0/publish/pubsub/events", "1").status == 204)
            let faults = try GoValue(json: try await stage.call(.get, "/faults", control: true).body, numbers: .verbatim)
            #expect(faults["rules"]?.array?.first?["hits"]?.int == 1)
            let journal = try await stage.call(.get, "/journal?kind=published", control: true)
            #expect(String(decoding: journal.body, as: UTF8.self).split(separator: "\n").count == 1)
            _ = try await stage.schedule("kept", #"{"dueTime":"1h"}"#)
            #expect(String(decoding: try await stage.call(.get, "/jobs", control: true).body, as: UTF8.self).contains("kept"))
            _ = try await stage.call(.delete, "/jobs", control: true)
            #expect(try await stage.call(.get, "/v1.0/jobs/kept").status == 500)
            #expect(try await stage.call(.delete, "/faults", control: true).status == 204)
        }
    }
}
