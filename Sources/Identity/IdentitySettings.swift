public import Curl
public import Logging
public import ServiceKit

/// Who is believed, by environment:
///
/// - `PUNCTUAL_JWT_SECRET`: of users' tokens by HS256
/// - `PUNCTUAL_JWKS_FILE` or `PUNCTUAL_JWKS_URL`: keys of users' tokens by RS256 and ES256
/// - `PUNCTUAL_JWT_ISSUER`, `PUNCTUAL_JWT_AUDIENCE`: what users' tokens have to say; any when not set
/// - `PUNCTUAL_SERVICE_SECRET`: of tokens between our services
public struct IdentitySettings: Sendable {
    public let userKey: SharedKey?
    public let serviceKey: SharedKey?
    private let jwksFile: String?
    private let jwksURL: String?
    private let issuer: String?
    private let audience: String?

    public init(_ settings: Settings) throws(SettingsError) {
        let (userSecret, serviceSecret) = (settings.secret("PUNCTUAL_JWT_SECRET"), settings.secret("PUNCTUAL_SERVICE_SECRET"))
        if let userSecret, let serviceSecret, userSecret == serviceSecret {
            throw SettingsError(.invalid, name: "PUNCTUAL_SERVICE_SECRET", message: "It has to differ from PUNCTUAL_JWT_SECRET.")
        }
        userKey = try Self.key(userSecret, "PUNCTUAL_JWT_SECRET")
        serviceKey = try Self.key(serviceSecret, "PUNCTUAL_SERVICE_SECRET")
        jwksFile = settings.string("PUNCTUAL_JWKS_FILE")
        jwksURL = settings.string("PUNCTUAL_JWKS_URL")
        issuer = settings.string("PUNCTUAL_JWT_ISSUER")
        audience = settings.string("PUNCTUAL_JWT_AUDIENCE")
        if jwksFile != nil && jwksURL != nil {
            throw SettingsError(.invalid, name: "PUNCTUAL_JWKS_URL", message: "There is PUNCTUAL_JWKS_FILE already.")
        }
        if let jwksURL, !jwksURL.hasPrefix("https://") && !jwksURL.hasPrefix("http://") {
            throw SettingsError(.invalid, name: "PUNCTUAL_JWKS_URL", message: "An http or https URL is needed.")
        }
    }

    /// - Throws: when nobody could be identified.
    public func verifier(http: CurlClient, logger: Logger) throws(SettingsError) -> TokenVerifier {
        let source = jwksFile.map { KeySetSource.file($0) } ?? jwksURL.map { KeySetSource.url($0, http: http) }
        guard userKey != nil || serviceKey != nil || source != nil else {
            throw SettingsError(
                .missing,
                name: "PUNCTUAL_JWT_SECRET",
                message: "This, PUNCTUAL_JWKS_FILE or PUNCTUAL_JWKS_URL has to be set."
            )
        }
        return TokenVerifier(
            userKey: userKey,
            issuerKeys: source.map { KeySetCache($0, logger: logger) },
            serviceKey: serviceKey,
            issuer: issuer,
            audience: audience
        )
    }

    /// For calls of our other services.
    ///
    /// - Parameter service: the app-id of the calling one.
    public func serviceTokens(_ service: String) throws(SettingsError) -> ServiceTokens {
        guard let serviceKey else {
            throw SettingsError(.missing, name: "PUNCTUAL_SERVICE_SECRET", message: "Services need it to call each other.")
        }
        return ServiceTokens(key: serviceKey, service: service)
    }

    private static func key(_ secret: Secret?, _ name: String) throws(SettingsError) -> SharedKey? {
        guard let secret else { return nil }
        return try SharedKey(secret, setting: name)
    }
}
