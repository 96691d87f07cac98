import Dapr
import JSON
public import ServiceKit

/// Where the preferences of all users are kept, one value each.
public struct PreferencesStore: Sendable {
    private let state: any ServiceState

    public init(_ state: any ServiceState) {
        self.state = state
    }

    static func key(_ userID: String) -> String { "preferences-\(StateKey.escaped(userID))" }

    func get(_ userID: String) async throws(DaprError) -> Preferences {
        Self.decode(try await state.get(Self.key(userID)))
    }

    /// The last one wins.
    func put(_ preferences: Preferences, for userID: String) async throws(DaprError) {
        try await state.save(StateWrite(Self.key(userID), RawJSON(preferences)))
    }

    /// What cannot be read counts as not said, so that its owner still gets the inbox.
    static func decode(_ value: StateValue?) -> Preferences {
        guard let value, let json = try? JSONValue(parsing: value.bytes, options: .lenient) else { return .standard }
        return (try? PreferencesReader.read(json)) ?? .standard
    }
}
