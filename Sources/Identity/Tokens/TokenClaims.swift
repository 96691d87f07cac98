import JWTKit

/// The claims that are looked at (RFC 7519, section 4.1, and two of ours). Times are seconds since 1970.
struct TokenClaims: JWTPayload {
    var sub: String
    var exp: Double
    var nbf: Double?
    var iat: Double?
    var iss: String?
    var aud: Audience?
    /// `operator` for those who may see what belongs to others.
    var role: String?
    /// The app-id of the service that calls on the subject's behalf.
    var svc: String?

    /// One audience or several.
    enum Audience: Codable, Hashable, Sendable {
        case one(String)
        case several([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                self = .one(one)
            } else {
                self = .several(try container.decode([String].self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .one(let audience): try container.encode(audience)
            case .several(let audiences): try container.encode(audiences)
            }
        }

        func includes(_ audience: String) -> Bool {
            switch self {
            case .one(let only): only == audience
            case .several(let all): all.contains(audience)
            }
        }
    }

    /// Nothing: the claims are judged by `TokenRules`, which is given the time.
    func verify(using algorithm: some JWTAlgorithm) throws {}
}
