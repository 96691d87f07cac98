import Reminders
import Testing

@Suite("The breaker")
struct BreakerTests {
    let now = Timestamp(milliseconds: 1_800_000_000_000)

    @Test("opens after three failures in a row, and says why and since when")
    func opens() {
        var breaker = Breaker(now: now)
        breaker.failed("first", at: now)
        breaker.failed("second", at: now + .seconds(1))
        #expect(breaker.state == .closed)
        breaker.failed("third", at: now + .seconds(2))
        #expect(breaker.state == .open)
        #expect(breaker.reason == "third")
        #expect(breaker.since == now + .seconds(2))
    }

    @Test("forgets failures when a call succeeds")
    func forgets() {
        var breaker = Breaker(now: now)
        for _ in 0..<10 {
            breaker.failed("now and then", at: now)
            breaker.failed("now and then", at: now)
            breaker.succeeded()
        }
        #expect(breaker.state == .closed)
    }

    @Test("opens at once on decisive evidence, and for a carrier that is switched off")
    func decisive() {
        var late = Breaker(now: now)
        late.probed(.unhealthy(reason: "timeout"), isDecisive: true, at: now)
        #expect(late.state == .open)
        var absent = Breaker(now: now)
        absent.probed(.absent(reason: "disabled"), at: now)
        #expect(absent.state == .open)
    }

    @Test("closes only after three good probes in a row")
    func hysteresis() {
        var breaker = Breaker(now: now)
        breaker.probed(.unhealthy(reason: "down"), isDecisive: true, at: now)
        for _ in 0..<5 {
            breaker.probed(.healthy, at: now)
            breaker.probed(.healthy, at: now)
            breaker.probed(.unhealthy(reason: "flapping"), at: now)
        }
        #expect(breaker.state == .open)
        breaker.probed(.healthy, at: now)
        breaker.probed(.healthy, at: now)
        #expect(breaker.state == .open)
        breaker.probed(.healthy, at: now + .seconds(9))
        #expect(breaker.state == .closed)
        #expect(breaker.since == now + .seconds(9))
    }

    @Test("is not closed by a straggling call")
    func straggler() {
        var breaker = Breaker(now: now)
        breaker.probed(.unhealthy(reason: "down"), isDecisive: true, at: now)
        for _ in 0..<10 { breaker.succeeded() }
        #expect(breaker.state == .open)
    }
}
