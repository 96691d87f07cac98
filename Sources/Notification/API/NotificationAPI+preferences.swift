import Dapr
import HTTPTypes
import Hummingbird
import Identity
import JSON
import ServiceKit

/// `GET|PUT /api/preferences`: each user's own.
extension NotificationAPI {
    func addPreferences(to api: RouterGroup<IdentifiedContext>) {
        api.get("/api/preferences") { _, context in
            let userID = try context.principal.userID
            let preferences = try await Self.stored { () async throws(DaprError) in try await self.preferences.get(userID) }
            return answer(preferences, userID)
        }
        api.put("/api/preferences") { request, context in
            let userID = try context.principal.userID
            let value = try await request.json(JSONValue.self, upTo: Self.largestBody)
            let preferences = try PreferencesReader.read(value)
            try await Self.stored { () async throws(DaprError) in try await self.preferences.put(preferences, for: userID) }
            return answer(preferences, userID)
        }
    }

    private func answer(_ preferences: Preferences, _ userID: String) -> Response {
        let shown = ShownPreferences(preferences: preferences, webhookSecret: signer?.secret(of: userID))
        return Response.json(shown, headers: [.cacheControl: "no-store"])
    }
}

/// Preferences with what their owner may know besides. It is no part of what can be changed.
private struct ShownPreferences: JSONEncodable {
    let preferences: Preferences
    let webhookSecret: String?

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            preferences.members(to: &writer)
            writer.member("webhook_secret", ifPresent: webhookSecret)
        }
    }
}
