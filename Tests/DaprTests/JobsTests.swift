import Curl
import Dapr
import HTTPTypes
import JSON
import Testing

@Suite("The Jobs API")
struct JobsTests {
    static let absent = (
        status: 404,
        body: #"{"errorCode":"ERR_DIRECT_INVOKE","message":"failed getting app id either from the URL path or the header dapr-app-id"}"#
    )

    static func failure(_ status: Int, _ code: String, _ message: String) -> ScriptedSidecar.Answer {
        (
            status,
            String(decoding: JSONWriter.encode(["errorCode": .string(code), "message": .string(message)] as JSONValue), as: UTF8.self)
        )
    }

    @Test("a job is posted without a name in its body, with its policy, and never with an app id")
    func scheduled() async throws {
        try await ScriptedSidecar.with(apiToken: "secret") { sidecar, dapr in
            let job = Job(
                name: "reminder-a",
                dueTime: "2027-01-15T08:00:00.250Z",
                data: try RawJSON(validating: Array(#"{"a":1}"#.utf8)),
                overwrite: true,
                failurePolicy: .constant(interval: .seconds(5))
            )
            try await dapr.jobs.schedule(job, traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            let asked = try #require(sidecar.requests.first)
            #expect(asked.method == "POST" && asked.path == "/v1.0/jobs/reminder-a")
            let expected: JSONValue = [
                "dueTime": "2027-01-15T08:00:00.250Z", "data": ["a": 1], "overwrite": true,
                "failurePolicy": ["constant": ["interval": "5s"]],
            ]
            #expect(try JSONValue(parsing: asked.body) == expected)
            #expect(asked.headers[HTTPField.Name("dapr-api-token")!] == "secret")
            #expect(asked.headers[HTTPField.Name("dapr-app-id")!] == nil)
            #expect(asked.headers[HTTPField.Name("traceparent")!]?.hasPrefix("00-0af7") == true)
        }
    }

    @Test("a sidecar before 1.18 is spoken to by the alpha path, which is remembered until it goes away")
    func versions() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            sidecar.answer { $0.path.hasPrefix("/v1.0/") ? Self.absent : (204, "") }
            try await dapr.jobs.delete("a")
            try await dapr.jobs.delete("b")
            #expect(sidecar.paths == ["/v1.0/jobs/a", "/v1.0-alpha1/jobs/a", "/v1.0-alpha1/jobs/b"])
            sidecar.answer { $0.path.hasPrefix("/v1.0/") ? (204, "") : Self.absent }
            try await dapr.jobs.delete("c")
            try await dapr.jobs.delete("d")
            #expect(sidecar.paths.suffix(3) == ["/v1.0-alpha1/jobs/c", "/v1.0/jobs/c", "/v1.0/jobs/d"])
        }
    }

    @Test("a job is read back with its data unwrapped; one that is unknown is none, in spite of the 500")
    func read() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            sidecar.answer { _ in
                (
                    200,
                    #"{"name":"a","dueTime":"1h","data":{"@type":"type.googleapis.com/google.protobuf.Value","value":{"id":"x"}},"failurePolicy":{"drop":{}}}"#
                )
            }
            let job = try #require(try await dapr.jobs.get("a"))
            #expect(job.dueTime == "1h" && job.failurePolicy == .drop)
            #expect(job.data?.bytes == Array(#"{"id":"x"}"#.utf8))
            sidecar.answer { _ in
                Self.failure(500, "DAPR_SCHEDULER_GET_JOB", "failed to get job due to: rpc error: code = NotFound desc = job not found: a")
            }
            #expect(try await dapr.jobs.get("a") == nil)
        }
    }

    @Test(
        "errors are told apart: wrong for ever, there already, not now",
        arguments: [
            (400, "DAPR_SCHEDULER_JOB_NAME", "Set the job name in the url only", DaprError.Kind.invalid),
            (
                500, "DAPR_SCHEDULER_SCHEDULE_JOB", "rpc error: code = Unknown desc = job failed validation: expected exactly 6 fields",
                .invalid
            ),
            (500, "DAPR_SCHEDULER_SCHEDULE_JOB", "job name is invalid", .invalid),
            (429, "DAPR_SCHEDULER_SCHEDULE_JOB", "code = ResourceExhausted", .invalid),
            (409, "DAPR_SCHEDULER_SCHEDULE_JOB", "code = AlreadyExists desc = job already exists", .conflict),
            (500, "DAPR_SCHEDULER_SCHEDULE_JOB", "scheduler clients are disabled", .notConfigured),
            (500, "DAPR_SCHEDULER_SCHEDULE_JOB", "context deadline exceeded", .timedOut),
            (504, "DAPR_SCHEDULER_SCHEDULE_JOB", "code = DeadlineExceeded", .timedOut),
            (503, "DAPR_SCHEDULER_SCHEDULE_JOB", "code = Unavailable", .unavailable), (401, "", "invalid api token", .unauthorized),
            (403, "DAPR_SCHEDULER_SCHEDULE_JOB", "code = PermissionDenied", .unauthorized),
        ]
    )
    func errors(status: Int, code: String, message: String, kind: DaprError.Kind) async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            sidecar.answer { _ in status == 401 ? (401, message) : Self.failure(status, code, message) }
            let error = await DaprError.caught { () async throws(DaprError) in
                try await dapr.jobs.schedule(Job(name: "a", dueTime: "1h", overwrite: true)) as Void
            }
            #expect(error?.kind == kind, "\(String(describing: error))")
            #expect(error?.isRetriable == ![.invalid, .conflict].contains(kind))
            #expect(error?.mayHaveHappened == [.timedOut, .unavailable].contains(kind))
        }
    }

    @Test("what can never be right is not even sent")
    func validated() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            for job in [Job(name: "a/b", dueTime: "1h"), Job(name: "", dueTime: "1h"), Job(name: "a")] {
                let error = await DaprError.caught { () async throws(DaprError) in try await dapr.jobs.schedule(job) as Void }
                #expect(error?.kind == .invalid)
            }
            #expect(sidecar.requests.isEmpty)
        }
    }

    @Test("the probe tells a healthy scheduler from one that is down, switched off, or not to be had")
    func probe() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            let cases: [(ScriptedSidecar.Answer, JobsProbe.Verdict)] = [
                (Self.failure(500, "DAPR_SCHEDULER_GET_JOB", "rpc error: code = NotFound desc = job not found: punctual-probe"), .healthy),
                ((200, #"{"name":"punctual-probe"}"#), .healthy),
                (Self.failure(500, "DAPR_SCHEDULER_GET_JOB", "scheduler clients are disabled"), .disabled), (Self.absent, .noJobsAPI),
                ((401, "invalid api token"), .unauthorized),
                (Self.failure(500, "DAPR_SCHEDULER_GET_JOB", "context deadline exceeded"), .schedulerDown),
                (Self.failure(500, "DAPR_SCHEDULER_GET_JOB", "code = Unavailable desc = connection refused"), .schedulerDown),
            ]
            for (answer, verdict) in cases {
                sidecar.answer { _ in answer }
                let probe = await dapr.jobs.probe()
                #expect(probe.verdict == verdict, "\(probe.reason)")
            }
        }
    }

    @Test("a sidecar that is away, or hangs, is told apart from a scheduler that is")
    func away() async throws {
        let http = CurlClient(logger: ScriptedSidecar.quiet)
        let nobody = DaprClient(DaprConfiguration(httpEndpoint: "http://127.0.0.1:9"), http: http, logger: ScriptedSidecar.quiet)
        #expect(await nobody.jobs.probe().verdict == .sidecarDown)
        let error = await DaprError.caught { () async throws(DaprError) in try await nobody.jobs.delete("a") as Void }
        #expect(error?.kind == .unavailable && error?.mayHaveHappened == false)
        await http.shutdown()
    }
}
