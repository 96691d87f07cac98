import Dapr
import JSON
import ServiceKit
import Testing

@testable import Notification

@Suite("Preferences")
struct PreferencesTests {
    private static func read(_ text: String) throws(Problem) -> Preferences {
        try PreferencesReader.read((try? JSONValue(parsing: text)) ?? .null)
    }

    private static func fields(_ text: String) -> [String] {
        do throws(Problem) {
            _ = try read(text)
            return []
        } catch {
            return error.errors.map(\.field)
        }
    }

    @Test("all of them, there and back")
    func all() throws {
        let text = """
            {"time_zone":"Europe/Berlin","channels":["inbox","webhook","email"],"email":"ann@example.org",\
            "webhook_url":"https://hooks.example/x?y=1","quiet_hours":{"from":"22:00","to":"07:05"}}
            """
        let preferences = try Self.read(text)
        #expect(preferences.quietHours == QuietHours(from: 1_320, to: 425))
        #expect(String(decoding: JSONWriter.encode(preferences), as: UTF8.self) == text)
    }

    @Test("what is left out or null is standard")
    func standard() throws {
        #expect(try Self.read("{}") == .standard)
        #expect(
            try Self.read(#"{"time_zone":null,"channels":null,"email":null,"webhook_url":null,"quiet_hours":null,"else":1}"#) == .standard
        )
    }

    @Test(
        "everything that is wrong is named",
        arguments: [
            ("1", ["body"]),
            (
                #"{"time_zone":"CET","channels":["inbox","pigeon"],"email":"a b","webhook_url":"ftp://x","quiet_hours":{"from":"25:00","to":"7:00"}}"#,
                ["time_zone", "channels[1]", "email", "webhook_url", "quiet_hours.from", "quiet_hours.to"]
            ),
            (#"{"channels":["inbox","inbox"]}"#, ["channels[1]"]),
            (#"{"channels":"inbox"}"#, ["channels"]),
            (#"{"channels":["email"]}"#, ["email"]),
            (#"{"channels":["email"],"email":"nobody"}"#, ["email"]),
            (#"{"channels":["webhook"],"webhook_url":""}"#, ["webhook_url"]),
            (#"{"webhook_url":"https://ann:secret@hooks.example/"}"#, ["webhook_url"]),
            (#"{"webhook_url":"https:///path"}"#, ["webhook_url"]),
            (#"{"webhook_url":"https://hooks.example/a b"}"#, ["webhook_url"]),
            (#"{"webhook_url":5,"email":[],"time_zone":{}}"#, ["time_zone", "email", "webhook_url"]),
            (#"{"quiet_hours":{"from":"22:00","to":"22:00"}}"#, ["quiet_hours.to"]),
            (#"{"quiet_hours":{"from":"22:00"}}"#, ["quiet_hours.to"]),
            (#"{"quiet_hours":"nights"}"#, ["quiet_hours.from", "quiet_hours.to"]),
            (#"{"email":"a@b.c\r\nBcc: x@y.z"}"#, ["email"]),
        ] as [(String, [String])]
    )
    func wrong(_ text: String, _ fields: [String]) {
        #expect(Self.fields(text) == fields)
    }

    @Test("what is stored and cannot be read any more counts as not said")
    func unreadable() async throws {
        let rig = Rig()
        try await rig.state.save(.init("preferences-ann", RawJSON(JSONValue.string("?"))))
        #expect(try await PreferencesStore(rig.state).get("ann") == .standard)
    }
}
