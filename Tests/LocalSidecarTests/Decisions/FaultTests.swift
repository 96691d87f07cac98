import Testing

@testable import LocalSidecar

@Suite("Faults and journal")
struct FaultTests {
    private let start = Moment(nanoseconds: 0)

    private func at(_ seconds: Double) -> Moment { Moment(nanoseconds: Int64(seconds * 1e9)) }

    @Test("a share strikes the same operations in every run with the same seed, in whatever order they come")
    func seeds() {
        let names = (0..<1000).map { "job-\($0)" }
        func struck(_ seed: UInt64, _ names: [String]) -> Set<String> {
            var plan = FaultPlan(rules: [FaultRule("trigger", .lose, share: 0.3)], seed: seed, start: start)
            return Set(names.filter { !plan.strike(.trigger, $0, at: start).isEmpty })
        }
        let first = struck(7, names)
        #expect(first == struck(7, names.reversed()) && first != struck(8, names))
        #expect((200...400).contains(first.count))
    }

    @Test("a rule covers the points below it, the names that match, and strikes so often only")
    func coverage() {
        var plan = FaultPlan(rules: [FaultRule("jobs", .status, match: "r*-x", times: 2, status: 504)], start: start)
        #expect(plan.strike(.jobsGet, "r1-x", at: start).first?.status == 504)
        #expect(plan.strike(.jobsGet, "q1-x", at: start).isEmpty && plan.strike(.trigger, "r1-x", at: start).isEmpty)
        #expect(!plan.strike(.jobsSchedule, "r-x", at: start).isEmpty && plan.strike(.jobsSchedule, "r-x", at: start).isEmpty)
        #expect(plan.hits == [2])
    }

    @Test("a rule flaps, begins and ends by the clock")
    func schedules() {
        var plan = FaultPlan(
            rules: [FaultRule("jobs", .refuse, from: .seconds(10), until: .seconds(20), on: .seconds(2), off: .seconds(3))],
            start: start
        )
        let struck = (0..<25).filter { !plan.strike(.jobsGet, "x", at: at(Double($0))).isEmpty }
        #expect(struck == [10, 11, 15, 16])
    }

    @Test("delays are drawn from their distribution")
    func delays() {
        #expect(FaultDelay.uniform(.seconds(1), .seconds(3)).span(0.5) == .seconds(2))
        #expect(FaultDelay.fixed(.seconds(1)).span(0.9) == .seconds(1))
        #expect(FaultDelay.exponential(mean: .seconds(1)).span(0) == .seconds(0))
        #expect(FaultDelay.exponential(mean: .seconds(1)).span(0.999999999) == .seconds(10))
    }

    @Test("rules come from JSON")
    func json() throws {
        let (rules, seed) = try FaultRule.rules(
            json:
                #"{"seed":3,"rules":[{"point":"publish.entry","effect":"status","share":0.1,"match":"a*","delay":{"uniform":["1ms","2ms"]},"afterwards":true,"on":"1s","off":"2s"}]}"#
        )
        #expect(seed == 3)
        #expect(
            rules == [
                FaultRule(
                    "publish.entry",
                    .status,
                    match: "a*",
                    share: 0.1,
                    on: .seconds(1),
                    off: .seconds(2),
                    delay: .uniform(.milliseconds(1), .milliseconds(2)),
                    isAfterwards: true
                )
            ]
        )
    }

    @Test(
        "a misspelt fault is refused, for it would make a test pass for nothing",
        arguments: [
            "{}", #"{"rules":[{"point":"job","effect":"hang"}]}"#, #"{"rules":[{"point":"jobs","effect":"explode"}]}"#,
            #"{"rules":[{"point":"jobs","effect":"hang","shere":0.5}]}"#, #"{"rules":[{"point":"jobs","effect":"hang","share":2}]}"#,
            #"{"rules":[{"point":"jobs","effect":"hang","delay":"long"}]}"#, #"{"rules":[{"point":"jobs","effect":"hang","on":"1s"}]}"#,
        ]
    )
    func refused(json: String) {
        #expect(throws: ResourceError.self) { try FaultRule.rules(json: json) }
    }

    @Test("the journal keeps the last entries and says how many it lost")
    func journal() {
        let journal = Journal(capacity: 3, clock: SidecarClock { Moment(nanoseconds: 5) })
        for number in 1...5 { journal.record(number == 4 ? .tick : .published, "t\(number)") }
        let (entries, dropped) = journal.entries(after: 0, limit: 10)
        #expect(entries.map(\.number) == [3, 4, 5] && dropped == 2)
        #expect(journal.entries(after: 3, limit: 1).entries.map(\.subject) == ["t4"])
        #expect(journal.entries(after: 0, limit: 10, kinds: [.tick]).entries.map(\.subject) == ["t4"])
        journal.clear()
        journal.record(.published, "t6")
        #expect(journal.entries(after: 0, limit: 10).entries.map(\.number) == [6])
    }

    @Test("more callbacks run at once when they are slow, and fewer again when they are quick")
    func concurrency() {
        var concurrency = Concurrency()
        concurrency.started(64)
        for _ in 0..<4 { concurrency.check() }
        #expect(concurrency.limit == 64)
        concurrency.check()
        #expect(concurrency.limit == 256)
        for _ in 0..<20 {
            concurrency.started(concurrency.free)
            concurrency.check()
        }
        #expect(concurrency.limit == 1024)
        while concurrency.running > 0 { concurrency.finished() }
        for _ in 0..<10 { concurrency.relax() }
        #expect(concurrency.limit == 64)
    }

    @Test("quick callbacks do not open more connections")
    func quickCallbacks() {
        var concurrency = Concurrency()
        for _ in 0..<50 {
            concurrency.started(concurrency.free)
            for _ in 0..<20 { concurrency.finished() }
            concurrency.started(concurrency.free)
            concurrency.check()
        }
        #expect(concurrency.limit == 64)
    }

    @Test("one good probe makes the application healthy, and only so many bad ones in a row unhealthy")
    func health() {
        var health = AppHealth(threshold: 2)
        #expect(!health.isHealthy && health.probed(isGood: true) && health.isHealthy)
        #expect(!health.probed(isGood: false) && !health.probed(isGood: true) && !health.probed(isGood: false))
        #expect(health.probed(isGood: false) && !health.isHealthy)
    }
}
