import ServiceKit
import Testing

@Suite("Settings")
struct SettingsTests {
    enum Mode: String, CaseIterable {
        case auto, jobs, fallback
    }

    let settings = Settings(
        overrides: ["PORT": "9000"],
        environment: [
            "PORT": "8080", "HOST": "0.0.0.0", "EMPTY": "", "TOKEN": "hunter2", "GRACE": "250ms", "MODE": "JOBS", "ON": "Yes", "BAD": "x",
            "PUNCTUAL_PROT": "1",
        ]
    )

    @Test("values are typed; the command line wins; empty counts as not set")
    func values() throws {
        #expect(try settings.int("PORT", default: 1, in: 0...65_535) == 9_000)
        #expect(settings.string("HOST", default: "x") == "0.0.0.0")
        #expect(settings.string("EMPTY", default: "fallback") == "fallback")
        #expect(settings.string("NONE") == nil)
        #expect(try settings.duration("GRACE", default: .seconds(2), in: .zero ... .seconds(10)) == .milliseconds(250))
        #expect(try settings.duration("NONE", default: .seconds(2), in: .zero ... .seconds(10)) == .seconds(2))
        #expect(try settings.choice("MODE", default: Mode.auto) == .jobs)
        #expect(try settings.bool("ON", default: false))
        #expect(settings.secret("TOKEN")?.value == "hunter2")
    }

    @Test("a wrong value is an error that names the variable and what is accepted")
    func errors() throws {
        func message(_ body: () throws -> Any) throws -> String {
            "\(try #require(throws: SettingsError.self) { _ = try body() })"
        }
        #expect(try message { try settings.int("BAD", default: 1, in: 0...9) } == #"BAD: "x" is not a whole number from 0 to 9."#)
        #expect(try message { try settings.int("PORT", default: 1, in: 0...9) } == #"PORT: "9000" is not a whole number from 0 to 9."#)
        #expect(try message { try settings.choice("BAD", default: Mode.auto) } == #"BAD: "x" is not one of auto, jobs, fallback."#)
        #expect(try message { try settings.bool("BAD", default: true) } == #"BAD: "x" is not true or false."#)
        #expect(try message { try settings.duration("BAD", default: .zero, in: .zero ... .seconds(1)) }.hasPrefix("BAD: "))
        #expect(try message { try settings.required("EMPTY") } == "EMPTY: This variable has to be set.")
    }

    @Test("the summary shows what is in force, and never a secret")
    func summary() throws {
        _ = settings.secret("TOKEN")
        _ = settings.secret("OTHER_TOKEN")
        _ = try settings.int("PORT", default: 1, in: 0...65_535)
        _ = try settings.choice("NONE", default: Mode.auto)
        #expect(settings.summary == ["NONE=auto", "OTHER_TOKEN=(not set)", "PORT=9000", "TOKEN=(hidden)"])
        #expect(settings.unknown(prefix: "PUNCTUAL_") == ["PUNCTUAL_PROT"])
    }

    @Test("without anything given it reads the environment of the process")
    func process() {
        #expect(Settings().string("PATH")?.isEmpty == false)
    }

    @Test("a secret does not show itself")
    func secret() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\([secret])", "\(Optional(secret) as Any)", dumped] {
            #expect(!text.contains("hunter2"))
        }
        #expect(secret.matches("hunter2"))
        for other in ["", "hunter", "hunter22", "Hunter2", "hunter2hunter2"] { #expect(!secret.matches(other)) }
        #expect(Secret("").matches(""))
        #expect(!Secret("").matches("x"))
    }
}
