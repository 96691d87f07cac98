import JSON

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a token says about its own signature (RFC 7515, section 4), read before any key is touched.
struct TokenHeader: Hashable {
    private(set) var algorithm = ""
    private(set) var keyID: String?
    /// The issuer it claims to have: it selects the keys, and is believed only once they have verified the signature.
    private(set) var claimedIssuer: String?

    /// Longer ones are not looked at.
    static let longestToken = 8_192

    init(token: String) throws(TokenError) {
        guard token.utf8.count <= Self.longestToken else { throw TokenError(.malformed, "The token is too long.") }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.decode(parts[0]), let payload = Self.decode(parts[1]) else {
            throw TokenError(.malformed, "The token is not a JSON Web Token.")
        }
        var hasCritical = false
        do throws(JSONError) {
            try JSONReader.read(header) { (reader) throws(JSONError) in
                try reader.object { (name, reader) throws(JSONError) in
                    switch name {
                    case "alg": algorithm = try reader.string()
                    case "kid": keyID = try String?(from: &reader)
                    case "crit": hasCritical = true
                    default: break
                    }
                }
            }
            try JSONReader.read(payload) { (reader) throws(JSONError) in
                try reader.object { (name, reader) throws(JSONError) in
                    if name == "iss" { claimedIssuer = try String?(from: &reader) }
                }
            }
        } catch {
            throw TokenError(.malformed, "The token is not a JSON Web Token.")
        }
        // RFC 7515, section 4.1.11: extensions that are not understood must not be passed over.
        guard !hasCritical else { throw TokenError(.malformed, "The token needs extensions that are not known here.") }
    }

    /// RFC 4648, section 5, without padding.
    private static func decode(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty, !text.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=") })
        else { return nil }
        var standard = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        while standard.count % 4 != 0 { standard.append(UInt8(ascii: "=")) }
        return Data(base64Encoded: Data(standard)).map(Array.init)
    }
}
