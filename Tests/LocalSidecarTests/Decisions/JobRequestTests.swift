import Testing

@testable import LocalSidecar

@Suite("The body of a job")
struct JobRequestTests {
    private func request(_ json: String) throws -> JobRequest {
        try JobRequest(try GoValue(json: Array(json.utf8), numbers: .double))
    }

    @Test("both spellings are read, and unknown fields dropped")
    func spellings() throws {
        let request = try request(
            #"{"due_time":"1h","failure_policy":{"constant":{"interval":"3s","max_retries":2}},"callback":"/x","repeats":"3"}"#
        )
        #expect(request.dueTime == "1h" && request.repeats == 3)
        #expect(request.failurePolicy == .constant(interval: .seconds(3), maxRetries: 2))
    }

    @Test("null is no value, except as data")
    func nulls() throws {
        let request = try request(#"{"dueTime":null,"schedule":null,"data":null}"#)
        #expect(request.dueTime == nil && request.schedule == nil && request.data == .null)
    }

    @Test(
        "types are not guessed",
        arguments: [
            "[]", #"{"dueTime":5}"#, #"{"repeats":-1}"#, #"{"repeats":1.5}"#, #"{"overwrite":"yes"}"#,
            #"{"failurePolicy":{"constant":{"interval":"1m"}}}"#, #"{"failurePolicy":{"constant":{"interval":5}}}"#,
            #"{"failurePolicy":"drop"}"#,
            #"{"failurePolicy":{"drop":{},"constant":{}}}"#,
        ]
    )
    func refused(json: String) {
        #expect(throws: BodyError.self) { try request(json) }
    }

    @Test("what is stored is read back as it was sent, with the policy filled in and data sorted")
    func readBack() throws {
        let job = JobDefinition(
            name: "j",
            try request(#"{"schedule":"@every 1h","dueTime":"10m","ttl":"40h","repeats":3,"data":{"b":1,"a":"é"}}"#)
        )
        #expect(
            String(decoding: job.readBack, as: UTF8.self)
                == #"{"name":"j","schedule":"@every 1h","repeats":3,"dueTime":"10m","ttl":"40h","data":{"@type":"type.googleapis.com/google.protobuf.Value","value":{"a":"é","b":1}},"failurePolicy":{"constant":{"interval":"1s","maxRetries":3}}}"#
        )
        #expect(JobDefinition(stored: job.stored, data: job.data) == job)
    }

    @Test("a job without data is stored without data")
    func noData() throws {
        let job = JobDefinition(name: "j", try request(#"{"dueTime":"1h"}"#))
        #expect(job.data == nil && JobDefinition(stored: job.stored, data: nil) == job)
    }

    @Test(
        "protobuf durations are seconds with three, six or nine decimals",
        arguments: [
            ("5s", "5s"), ("1.5s", "1.500s"), ("0.000001s", "0.000001s"), ("-1s", "-1s"), ("0.2s", "0.200s"),
            ("1.000000001s", "1.000000001s"),
        ]
    )
    func protoDurations(text: String, written: String) {
        #expect(ProtoDuration.parse(text).map(ProtoDuration.text) == written)
    }

    @Test(
        "numbers are written as Go writes doubles",
        arguments: [
            (1, "1"), (0.1, "0.1"), (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.5e-7, "1.5e-7"),
            (12_345_678_901_234_567_168, "12345678901234567000"),
            (-2.5, "-2.5"), (1e-6, "0.000001"), (0, "0"), (1.7976931348623157e308, "1.7976931348623157e+308"), (123.456, "123.456"),
            (1e100, "1e+100"), (5e-10, "5e-10"),
        ] as [(Double, String)]
    )
    func numbers(value: Double, text: String) {
        #expect(GoNumber.text(value) == text)
    }
}
