import Reminders
import Testing

@testable import Reminders

@Suite("The pace of handing over")
struct HandoverPaceTests {
    let now = Timestamp(milliseconds: 1_800_000_000_000)

    @Test("is not limited while little is accepted")
    func calm() {
        var pace = HandoverPace()
        pace.accepted(200, at: now)
        #expect(pace.allowance(at: now) == .max)
        pace.began(10_000)
        #expect(pace.allowance(at: now + .milliseconds(50)) == .max)
    }

    @Test("is a trickle while much is accepted, and until a moment after")
    func busy() {
        var pace = HandoverPace()
        pace.accepted(201, at: now)
        #expect(pace.allowance(at: now) == 50)
        pace.began(50)
        #expect(pace.allowance(at: now + .milliseconds(99)) == 0)
        #expect(pace.allowance(at: now + .milliseconds(100)) == 50)
        #expect(pace.allowance(at: now + .milliseconds(250)) == .max)
    }

    @Test("begins anew after a pause, and when the clock is put back")
    func anew() {
        var pace = HandoverPace()
        pace.accepted(1_000, at: now)
        #expect(pace.allowance(at: now + .seconds(60)) == .max)
        pace.accepted(1_000, at: now + .seconds(60))
        #expect(pace.allowance(at: now - .seconds(60)) == .max)
    }
}
