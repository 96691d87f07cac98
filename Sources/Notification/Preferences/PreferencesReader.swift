import Curl
import JSON
import ServiceKit
import TodoKit

/// Reads preferences as users send them, and notes everything that is wrong with them.
struct PreferencesReader {
    private var errors: [Problem.FieldError] = []

    /// What is left out has its standard value. Unknown fields are passed over.
    ///
    /// - Throws: 422 with each field that is wrong.
    static func read(_ value: JSONValue) throws(Problem) -> Preferences {
        guard value.object != nil else { throw .invalid("body", "An object is needed.") }
        var reader = PreferencesReader()
        let preferences = reader.preferences(value)
        guard reader.errors.isEmpty else { throw .invalid(reader.errors) }
        return preferences
    }

    private mutating func preferences(_ value: JSONValue) -> Preferences {
        var preferences = Preferences.standard
        if let zone = text(value, "time_zone") {
            if TaskZone.isValid(zone) {
                preferences.timeZone = zone
            } else {
                note("time_zone", "An IANA zone is needed, such as Europe/Berlin or UTC.")
            }
        }
        if let names = given(value, "channels") { preferences.channels = channels(names) }
        if let address = text(value, "email") {
            if EmailAddress(address) != nil {
                preferences.email = address
            } else {
                note("email", "This is not an e-mail address that can be used here.")
            }
        }
        if let url = text(value, "webhook_url") {
            if Self.isWebhook(url) {
                preferences.webhookURL = url
            } else {
                note("webhook_url", "An absolute http or https URL without user name is needed.")
            }
        }
        if let hours = given(value, "quiet_hours") { preferences.quietHours = quietHours(hours) }
        // Only now, when both are known.
        if preferences.channels.contains(.email), preferences.email == nil {
            complain(value, "email", "The channel email needs an address.")
        }
        if preferences.channels.contains(.webhook), preferences.webhookURL == nil {
            complain(value, "webhook_url", "The channel webhook needs a URL.")
        }
        return preferences
    }

    private mutating func channels(_ value: JSONValue) -> [ChannelName] {
        let all = ChannelName.allCases.map(\.rawValue).joined(separator: ", ")
        guard let values = value.array, values.count <= ChannelName.allCases.count else {
            note("channels", "A list of these is needed, each once: \(all).")
            return []
        }
        var names: [ChannelName] = []
        for (index, value) in values.enumerated() {
            if let name = value.string.flatMap(ChannelName.init), !names.contains(name) {
                names.append(name)
            } else {
                note("channels[\(index)]", "One of these is needed, each once: \(all).")
            }
        }
        return names
    }

    private mutating func quietHours(_ value: JSONValue) -> QuietHours? {
        var minutes: [Int] = []
        for name in ["from", "to"] {
            if let minute = value[name]?.string.flatMap(QuietHours.minute) {
                minutes.append(minute)
            } else {
                note("quiet_hours.\(name)", "A time of day such as 22:00 is needed.")
            }
        }
        guard minutes.count == 2 else { return nil }
        guard minutes[0] != minutes[1] else {
            note("quiet_hours.to", "It has to differ from the beginning: nobody is told anything in 24 quiet hours.")
            return nil
        }
        return QuietHours(from: minutes[0], to: minutes[1])
    }

    /// The member unless it is absent or null.
    private func given(_ value: JSONValue, _ name: String) -> JSONValue? {
        // `nil` alone would be JSON's null.
        guard let member = value[name], !member.isNull else { return Optional.none }
        return member
    }

    private mutating func text(_ value: JSONValue, _ name: String) -> String? {
        guard let member = given(value, name) else { return nil }
        guard let text = member.string else {
            note(name, "A text is needed.")
            return nil
        }
        return text.isEmpty ? nil : text
    }

    private mutating func note(_ field: String, _ message: String) {
        errors.append(Problem.FieldError(field: field, message: message))
    }

    /// One complaint about a field is enough.
    private mutating func complain(_ value: JSONValue, _ field: String, _ message: String) {
        if !errors.contains(where: { $0.field == field }) { note(field, message) }
    }

    private static func isWebhook(_ url: String) -> Bool {
        guard url.utf8.count <= 2_048, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }),
            url.hasPrefix("https://") || url.hasPrefix("http://"), let slashes = url.firstRange(of: "//")
        else { return false }
        let authority = url[slashes.upperBound...].prefix { !"/?#".contains($0) }
        return !authority.isEmpty && !authority.contains("@") && !authority.hasPrefix(":")
    }
}
