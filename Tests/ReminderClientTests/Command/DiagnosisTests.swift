import JSON
import ReminderClient
import Testing

@testable import punctual

@Suite("What doctor makes of what it sees")
struct DiagnosisTests {
    private func mode(_ configured: String = "auto", breaker: String = "closed", tick: String? = "now") -> EngineMode {
        var mode = EngineMode()
        mode.configured = configured
        mode.breaker.state = breaker
        mode.breaker.reason = "because"
        mode.counts = EngineMode.Counts()
        mode.lastTick = tick
        return mode
    }

    private func judged(_ mode: EngineMode?, waits: [EngineWait] = []) -> Diagnosis {
        var diagnosis = Diagnosis()
        diagnosis.judge(waits: waits, mode: mode)
        return diagnosis
    }

    @Test("an engine in order gives no advice")
    func good() {
        let diagnosis = judged(mode())
        #expect(diagnosis.isHealthy && diagnosis.findings.allSatisfy { $0.level == .good && $0.advice.isEmpty })
    }

    @Test("failing over is worth a note; insisting on a Jobs API that is down is wrong")
    func delivery() {
        #expect(judged(mode(breaker: "open")).findings.contains { $0.level == .note && $0.what.contains("because") })
        #expect(judged(mode(breaker: "open")).isHealthy)
        #expect(!judged(mode("jobs", breaker: "open")).isHealthy)
        #expect(judged(mode("fallback")).findings.contains { $0.advice.contains("punctual mode auto") })
        #expect(judged(mode(tick: nil)).findings.contains { $0.advice.contains("bindings.cron") })
    }

    @Test("what waits, is overdue, is dead or does not answer is wrong, with advice")
    func bad() {
        var late = mode()
        late.oldestOverdue = 6_000
        var dead = mode()
        dead.counts?.dead = 2
        var away = mode()
        away.counts = nil
        for diagnosis in [judged(late), judged(dead), judged(away), judged(nil, waits: [EngineWait(name: "ledger", reason: "Redis")])] {
            #expect(!diagnosis.isHealthy)
            #expect(diagnosis.findings.contains { $0.level == .bad && !$0.advice.isEmpty })
        }
    }
}

@Suite("Text for terminals")
struct TerminalTextTests {
    @Test("control characters of others never reach the terminal")
    func printable() {
        #expect(Printable.text("a\u{1B}[2Jb\nc\u{9B}d\u{202E}e") == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}d\u{FFFD}e")
        #expect(Printable.text("a\nb", keepsLines: true) == "a\nb")
        #expect(Printable.text("Grüße 👋") == "Grüße 👋")
    }

    @Test("columns are as wide as their widest cell, and no line ends in blanks")
    func table() {
        var table = Table("A", "BB")
        table.add("longer", nil)
        table.add("x", "y")
        #expect(table.lines == ["A       BB", "longer", "x       y"])
    }

    @Test("rates come from two looks, and a restarted engine has none below zero")
    func rates() {
        let start = ContinuousClock.now
        func frame(_ seconds: Int, _ accepted: Double) -> TopFrame {
            TopFrame(instant: start + .seconds(seconds), mode: EngineMode(), next: [], accepted: accepted, fired: 0, failed: 0)
        }
        #expect(frame(0, 5).lines(since: nil, address: "x").contains { $0.contains("accepted –") })
        #expect(frame(2, 105).lines(since: frame(0, 5), address: "x").contains { $0.contains("accepted 50/s") })
        #expect(frame(2, 1).lines(since: frame(0, 5), address: "x").contains { $0.contains("accepted 0/s") })
    }

    @Test("metrics are summed over series, comments and what is no number are passed over")
    func metrics() {
        let text = MetricsText("# HELP a b 1\na{x=\"1\"} 2\na{x=\"2\"} 3.5\nab 7\nbroken line\n")
        #expect(text.sum("a") == 5.5 && text.sum("a", label: "x=\"2\"") == 3.5 && text.sum("ab") == 7 && text.sum("b") == nil)
    }
}
