import Dapr
import Reminders
import Testing

@testable import RemindersDapr

@Suite("What became of a bulk publish")
struct PublishJudgementTests {
    static let brokerRefused = BulkOutcome.failed(
        DaprError(.unavailable, "broker says no", code: "ERR_PUBSUB_PUBLISH_MESSAGE", status: 500)
    )

    func codes(_ outcomes: [BulkOutcome]) -> [PublishFailure.Code?] {
        DaprEventPublisher.judge(outcomes).map { if case .failed(let failure) = $0 { failure.code } else { nil } }
    }

    @Test("an event that fails beside one that got through is refused")
    func partial() {
        #expect(codes([.published, Self.brokerRefused, .published]) == [nil, .refused, nil])
    }

    @Test("when several fail and nothing gets through, that is an outage")
    func outage() {
        #expect(codes([Self.brokerRefused, Self.brokerRefused]) == [.unavailable, .unavailable])
    }

    @Test("an event that alone meets a timeout of the broker is not tried again at once beside others that get through")
    func timeoutOfOne() {
        let timeout = BulkOutcome.failed(DaprError(.timedOut, "i/o timeout", status: 500, mayHaveHappened: true))
        #expect(codes([timeout, .published]) == [.refused, nil])
    }

    @Test("one that fails alone may be poison, and must not hold up the others")
    func alone() {
        #expect(codes([Self.brokerRefused]) == [.refused])
    }

    @Test("a sidecar that is away is an outage also for one")
    func sidecarAway() {
        #expect(codes([.failed(DaprError(.unavailable, "connection refused"))]) == [.unavailable])
        #expect(codes([.failed(DaprError(.timedOut, "no answer", mayHaveHappened: true))]) == [.unavailable])
        #expect(codes([.failed(DaprError(.notConfigured, "no such pub/sub", status: 404))]) == [.unavailable])
    }

    @Test("an event that the sidecar can't read is refused, and whether it may be out is passed on")
    func invalid() {
        #expect(codes([.failed(DaprError(.invalid, "not a CloudEvent", status: 500))]) == [.refused])
        let outcome = DaprEventPublisher.judge([.failed(DaprError(.timedOut, "no answer", mayHaveHappened: true))])
        #expect(outcome == [.failed(PublishFailure(.unavailable, "no answer", mayHaveBeenPublished: true))])
    }
}

@Suite("Jobs of reminders")
struct JobNameTests {
    @Test("are named after them, and no other name is one")
    func names() throws {
        let id = try #require(ReminderID("call-mum.1"))
        #expect(DaprJobCarrier.jobName(of: id) == "reminder-call-mum.1")
        #expect(DaprJobCarrier.reminderID(ofJob: "reminder-call-mum.1") == id)
        for name in ["call-mum", "reminder-", "reminder-a b", "Reminder-a", ""] { #expect(DaprJobCarrier.reminderID(ofJob: name) == nil) }
    }

    @Test("are unavailable for what passes and refused for what does not")
    func errors() {
        #expect(CarrierError(DaprError(.timedOut, "x", mayHaveHappened: true)).code == .unavailable)
        #expect(CarrierError(DaprError(.timedOut, "x", mayHaveHappened: true)).mayHaveHappened)
        #expect(CarrierError(DaprError(.unauthorized, "x")).code == .unavailable)
        #expect(CarrierError(DaprError(.invalid, "x")).code == .refused)
    }
}
