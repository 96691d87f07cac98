import Identity
import JWTKit
import ServiceKit
import Testing

@Suite("Tokens by a shared secret")
struct SharedSecretTests {
    @Test("a user's token identifies the user, and only a token that says so an operator")
    func good() async throws {
        let verifier = try Fixed.verifier()
        #expect(try await verifier.verify(try await Fixed.signed(Claims())) == Principal(userID: "ada"))
        let chief = try await Fixed.signed(Claims(role: "operator"))
        #expect(try await verifier.verify(chief) == Principal(userID: "ada", isOperator: true))
        let other = try await Fixed.signed(Claims(role: "admin"))
        #expect(try await verifier.verify(other).isOperator == false)
    }

    @Test("claims that are missing, past, not yet valid or not a user's are refused, each with its reason")
    func claims() async throws {
        let verifier = try Fixed.verifier()
        let now = Double(Fixed.now)
        let cases: [(Claims, TokenError.Code)] = [
            (Claims(exp: now - 6), .expired),
            (Claims(exp: nil), .malformed),
            (Claims(sub: nil), .malformed),
            (Claims(sub: ""), .malformed),
            (Claims(sub: "a\u{7}b"), .malformed),
            (Claims(sub: String(repeating: "a", count: 129)), .malformed),
            (Claims(nbf: now + 6), .notYetValid),
        ]
        for (claims, reason) in cases {
            #expect(await refusal(of: try await Fixed.signed(claims), by: verifier) == reason, "\(claims)")
        }
        #expect(await refusal(of: try await Fixed.signed(Claims(exp: now - 4, nbf: now + 4)), by: verifier) == nil, "within the leeway")
    }

    @Test("issuer and audience count when they are configured")
    func issuerAndAudience() async throws {
        let verifier = try Fixed.verifier(issuer: "https://id.example", audience: "todo")
        let good = Claims(iss: "https://id.example", aud: ["other", "todo"])
        #expect(await refusal(of: try await Fixed.signed(good), by: verifier) == nil)
        #expect(await refusal(of: try await Fixed.signed(Claims(iss: "https://evil.example", aud: ["todo"])), by: verifier) == .issuer)
        #expect(await refusal(of: try await Fixed.signed(Claims(iss: "https://id.example", aud: [])), by: verifier) == .issuer)
        #expect(await refusal(of: try await Fixed.signed(Claims(iss: "https://id.example")), by: verifier) == .issuer)
    }

    @Test("another secret, a changed payload and a cut signature are refused")
    func signature() async throws {
        let verifier = try Fixed.verifier()
        let foreign = try await Fixed.signed(Claims(), secret: "somebody else's secret of enough bytes")
        #expect(await refusal(of: foreign, by: verifier) == .signature)
        let parts = try await Fixed.signed(Claims()).split(separator: ".")
        let forged = try await Fixed.signed(Claims(sub: "eve")).split(separator: ".")
        #expect(await refusal(of: "\(parts[0]).\(forged[1]).\(parts[2])", by: verifier) == .signature)
        #expect(await refusal(of: "\(parts[0]).\(parts[1]).\(parts[2].dropLast(4))", by: verifier) == .signature)
        #expect(await refusal(of: "\(parts[0]).\(parts[1]).", by: verifier) == .signature)
    }

    @Test("no algorithm, an unknown one and the wrong one are refused before any key is asked")
    func algorithms() async throws {
        let verifier = try Fixed.verifier()
        let payload = #"{"sub":"ada","exp":\#(Fixed.now + 60)}"#
        for algorithm in ["none", "None", "NONE", "", "HS512", "HS384", "RS256", "ES256", "PS256"] {
            let token = Fixed.assembled(#"{"alg":"\#(algorithm)","typ":"JWT"}"#, payload)
            #expect(await refusal(of: token, by: verifier) == .algorithm, "\(algorithm)")
        }
        let strong = try await JWTKeyCollection().add(hmac: HMACKey(from: Fixed.userSecret), digestAlgorithm: .sha512).sign(Claims())
        #expect(await refusal(of: strong, by: verifier) == .algorithm)
    }

    @Test("what is no token is told apart, and nothing in it brings the service down")
    func rubbish() async throws {
        let verifier = try Fixed.verifier()
        let payload = #"{"sub":"ada","exp":\#(Fixed.now + 60)}"#
        let rubbish = [
            "", ".", "..", "a.b", "a.b.c", "a.b.c.d", "🙂.🙂.🙂", String(repeating: "a", count: 9_000),
            Fixed.assembled("[]", payload), Fixed.assembled("{}", "[]"), Fixed.assembled(#"{"alg":7}"#, payload),
            Fixed.assembled(#"{"alg":"HS256","crit":["b64"],"b64":false}"#, payload),
            Fixed.assembled(#"{"alg":"HS256"}"#, #"{"iss":3}"#),
        ]
        for token in rubbish { #expect(await refusal(of: token, by: verifier) == .malformed, "\(token.prefix(60))") }
        // Numbers beyond any integer, signed well: they reach the decoder behind the signature.
        let huge = try await Fixed.signed(Claims(), header: ["x": .decimal(1e300), "alg": .string("HS256")])
        #expect(await refusal(of: huge, by: verifier) == nil)
        let late = try await Fixed.signed(Claims(exp: 1e300, nbf: -1e300))
        #expect(await refusal(of: late, by: verifier) == nil)
    }

    @Test("a secret that is too short for HS256 is refused at the start")
    func shortSecret() {
        #expect(throws: SettingsError.self) { try SharedKey(Secret("short"), setting: "PUNCTUAL_JWT_SECRET") }
    }
}
