import Curl
public import Dapr
public import Identity
import JSON
import Reminders
import ServiceKit
import Synchronization
import TodoKit

/// The notification service, called on a user's behalf: inbox and preferences are its own.
public final class NotificationService: Sendable {
    /// How long a user's time zone is believed without asking again.
    private static let zoneAge = Duration.seconds(60)
    /// Beyond that, all are forgotten.
    private static let mostZones = 10_000

    private let dapr: DaprClient
    private let appID: String
    private let tokens: ServiceTokens
    private let zones = Mutex<[String: (name: String, until: ContinuousClock.Instant)]>([:])

    public init(_ dapr: DaprClient, appID: String, tokens: ServiceTokens) {
        self.dapr = dapr
        self.appID = appID
        self.tokens = tokens
    }

    /// Passes a request on.
    ///
    /// - Parameter path: with its query.
    /// - Throws: 503 when no answer came.
    func call(_ method: CurlMethod, _ path: String, userID: String, body: [UInt8] = []) async throws(Problem) -> CurlResponse {
        do {
            var headers = [try await tokens.authorization(for: userID)]
            if !body.isEmpty { headers.append(("Content-Type", "application/json")) }
            if path.hasPrefix("/api/preferences"), method != .get { forgetZone(userID) }
            return try await dapr.invoke(appID, method, path, headers: headers, body: body)
        } catch {
            throw Problem.unavailable("The notification service does not answer.", retryAfter: 5)
        }
    }

    /// The time zone of a user's preferences; UTC when there is none, or nobody to ask.
    func timeZone(userID: String) async -> String {
        let now = ContinuousClock.now
        if let known = zones.withLock({ $0[userID] }), known.until > now { return known.name }
        guard let answer = try? await call(.get, "/api/preferences", userID: userID), answer.status == 200,
            let preferences = try? JSONValue(parsing: answer.body, options: .lenient)
        else { return "UTC" }
        let name = preferences["time_zone"]?.string.flatMap { TaskZone.isValid($0) ? $0 : nil } ?? "UTC"
        zones.withLock { zones in
            if zones.count >= Self.mostZones { zones = [:] }
            zones[userID] = (name, now + Self.zoneAge)
        }
        return name
    }

    private func forgetZone(_ userID: String) {
        zones.withLock { $0[userID] = nil }
    }
}
