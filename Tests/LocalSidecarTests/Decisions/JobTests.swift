import Testing

@testable import LocalSidecar

@Suite("How a job goes on")
struct JobTests {
    private let begin = Moment(nanoseconds: 1_000_000_000_000)

    private func timing(_ schedule: String? = nil, due: String? = nil, ttl: String? = nil, repeats: Int? = nil) throws -> JobTiming {
        try JobTiming(schedule: schedule, dueTime: due, ttl: ttl, repeats: repeats, begin: begin)
    }

    private func after(_ seconds: Double) -> Moment { Moment(nanoseconds: begin.nanoseconds + Int64(seconds * 1e9)) }

    @Test("retry n of an overdue job is due at the due time plus n intervals, whenever the attempt was made")
    func retrySpacing() throws {
        let timing = try timing(due: "-10s")
        var progress = try #require(JobProgress(timing))
        var instants = [progress.next]
        let policy = FailurePolicy.constant(interval: .seconds(2), maxRetries: 7)
        while let next = progress.failed(policy, timing) {
            progress = next
            instants.append(next.next)
        }
        #expect(instants == (0..<8).map { after(-10 + 2 * Double($0)) })
    }

    @Test("the default policy gives four attempts, and drop gives one")
    func attempts() throws {
        let timing = try timing(due: "0s")
        func count(_ policy: FailurePolicy) throws -> Int {
            var progress = try #require(JobProgress(timing))
            var attempts = 1
            while let next = progress.failed(policy, timing) {
                progress = next
                attempts += 1
            }
            return attempts
        }
        #expect(try count(.standard) == 4)
        #expect(try count(.drop) == 1)
        #expect(try count(.constant(interval: nil, maxRetries: 0)) == 1)
    }

    @Test("without a limit a job never gives up")
    func unlimited() throws {
        let timing = try timing(due: "0s")
        var progress = try #require(JobProgress(timing))
        for _ in 0..<1000 { progress = try #require(progress.failed(.constant(interval: nil, maxRetries: nil), timing)) }
        #expect(progress.attempts == 1000 && progress.next == begin)
    }

    @Test("a one-shot job is over when it succeeds")
    func oneShot() throws {
        let timing = try timing(due: "1h")
        #expect(try #require(JobProgress(timing)).succeeded(timing) == nil)
    }

    @Test("a repeating job stops after its repeats, and its retries do not move the ticks")
    func repeats() throws {
        let timing = try timing("@every 1s", repeats: 2)
        let first = try #require(JobProgress(timing))
        #expect(first.next == after(1))
        let retried = try #require(first.failed(.standard, timing))
        #expect(retried.next == after(2) && retried.count == 0)
        let second = try #require(retried.succeeded(timing))
        #expect(second.next == after(2) && second.count == 1 && second.attempts == 0)
        #expect(second.succeeded(timing) == nil)
    }

    @Test("a due time moves the first tick of a schedule and the count from there")
    func dueTimeAndSchedule() throws {
        let timing = try timing("@every 1s", due: "2s")
        let first = try #require(JobProgress(timing))
        #expect(first.next == after(2))
        #expect(try #require(first.succeeded(timing)).next == after(3))
    }

    @Test("a job ends when its next tick would be beyond its ttl, which counts from the due time")
    func ttl() throws {
        let plain = try timing("@every 1s", ttl: "2500ms")
        let second = try #require(JobProgress(plain)?.succeeded(plain))
        #expect(second.succeeded(plain) == nil)
        #expect(try timing("@every 1s", due: "10s", ttl: "5s").expiration == after(15))
    }

    @Test(
        "the scheduler refuses what cannot be",
        arguments: [
            (nil, "tomorrow", nil, nil), (nil, "", nil, nil), (nil, "R5/PT30M", nil, nil), ("@daily", nil, nil, 0), (nil, "1h", nil, 2),
            (nil, "1h", "2h", nil), ("@daily", nil, "nope", nil), ("* * * * *", nil, nil, nil),
            ("@daily", "2099-01-01T00:00:00Z", "1h", nil),
        ] as [(String?, String?, String?, Int?)]
    )
    func refused(schedule: String?, due: String?, ttl: String?, repeats: Int?) {
        #expect(throws: JobValidationError.self) { try timing(schedule, due: due, ttl: ttl, repeats: repeats) }
    }

    @Test("one repeat needs no schedule")
    func oneRepeat() throws {
        #expect(try timing(due: "1h", repeats: 1).next(count: 0, last: nil) == after(3600))
    }

    @Test("names may hold anything but a few characters, up to a length")
    func names() {
        for name in ["reminder-1", "a:b", "a b", "é", "A.b_c"] { #expect(JobName.isValid(name), "\(name)") }
        for name in ["a/b", "a\\b", "a#b", "a?b", ".", "..", "a\u{7}", String(repeating: "n", count: 600)] {
            #expect(!JobName.isValid(name), "\(name)")
        }
    }
}
