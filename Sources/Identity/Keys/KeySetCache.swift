import JWTKit
public import Logging

/// An issuer's keys, fetched when they are first needed, when they have grown old, and when a token names one that is not among them.
///
/// While the issuer cannot be reached, the keys that were fetched last go on. Tokens with made-up names of keys cause one fetch each
/// `retryInterval` at most.
public actor KeySetCache {
    private let source: KeySetSource
    private let maxAge: Duration
    private let retryInterval: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let logger: Logger

    private var keys: KeySet?
    private var fetched: ContinuousClock.Instant?
    private var tried: ContinuousClock.Instant?
    private var fetch: Task<Result<KeySet, TokenError>, Never>?

    /// - Parameters:
    ///   - maxAge: after which keys are fetched again, so that a withdrawn one ends.
    ///   - retryInterval: between two fetches, whatever the reason.
    public init(
        _ source: KeySetSource,
        maxAge: Duration = .seconds(300),
        retryInterval: Duration = .seconds(5),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now },
        logger: Logger
    ) {
        self.source = source
        self.maxAge = maxAge
        self.retryInterval = retryInterval
        self.now = now
        self.logger = logger
    }

    func key(_ id: String?, algorithm: String) async throws(TokenError) -> JWTKeyCollection {
        if !isCurrent(id) { try await refresh() }
        guard let keys else { throw TokenError(.keysUnavailable, "The issuer's keys have not been fetched yet.") }
        return try keys.key(id, algorithm: algorithm)
    }

    private func isCurrent(_ id: String?) -> Bool {
        guard let keys, let fetched else { return false }
        return keys.contains(id) && fetched.duration(to: now()) < maxAge
    }

    /// - Throws: only when there are no older keys to go on with.
    private func refresh() async throws(TokenError) {
        if fetch == nil {
            if let tried, tried.duration(to: now()) < retryInterval { return }
            tried = now()
            fetch = Task { [source] in
                do throws(TokenError) {
                    return .success(try await KeySet(json: try await source.read()))
                } catch {
                    return .failure(error)
                }
            }
        }
        let outcome = await fetch?.value
        fetch = nil
        switch outcome {
        case .success(let fresh):
            keys = fresh
            fetched = now()
        case .failure(let error):
            logger.warning("The issuer's keys were not renewed", metadata: ["error": "\(error)"])
            if keys == nil { throw error }
        case nil: break
        }
    }
}
