import HTTPTypes
public import ServiceKit

extension Problem {
    /// 401 with what RFC 6750, section 3, wants said; 503 when the issuer's keys are away, which is not the caller's fault.
    public init(_ error: TokenError) {
        switch error.code {
        case .keysUnavailable: self = .unavailable(error.message, retryAfter: 5)
        case .missing:
            self = .unauthorized(error.message)
            headers[.wwwAuthenticate] = "Bearer"
        default:
            self = .unauthorized(error.message)
            headers[.wwwAuthenticate] = "Bearer error=\"invalid_token\""
        }
    }
}
