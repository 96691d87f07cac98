import CryptoExtras
import FoundationEssentials
import Identity
import JWTKit
import Logging
import Synchronization
import Testing

@Suite("Tokens by an issuer's keys")
struct KeySetTests {
    private let clock = SteppingClock()

    private func cache(_ issuer: Issuer) -> KeySetCache {
        KeySetCache(
            issuer.source,
            maxAge: .seconds(300),
            retryInterval: .seconds(5),
            now: { [clock] in clock.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test("RS256 and ES256 verify by the key that the token names")
    func good() async throws {
        let issuer = try Issuer()
        issuer.serve([
            #"{"kty":"oct","kid":"secret","k":"AAAA"}"#, #"{"kty":"OKP","crv":"X25519","kid":"odd","x":"AA"}"#,
            #"{"kty":"EC","crv":"P-384","kid":"big"}"#, #"{"kty":"new","kid":"later"}"#, "7", try issuer.rsaJWK("r"), try issuer.ecJWK("e"),
        ])
        let verifier = try Fixed.verifier(issuerKeys: cache(issuer))
        #expect(try await verifier.verify(try await issuer.signedRSA(Claims(), kid: "r")).userID == "ada")
        #expect(try await verifier.verify(try await issuer.signedEC(Claims(), kid: "e")).userID == "ada")
        #expect(issuer.reads == 1, "the keys are kept")
        #expect(await refusal(of: try await issuer.signedEC(Claims(), kid: "r"), by: verifier) == .algorithm)
        #expect(await refusal(of: try await issuer.signedRSA(Claims(), kid: nil), by: verifier) == .unknownKey, "which of two?")
        let stranger = try Issuer()
        #expect(await refusal(of: try await stranger.signedRSA(Claims(), kid: "r"), by: verifier) == .signature)
    }

    @Test("the only key needs no name; one for encryption or another algorithm is no key")
    func single() async throws {
        let issuer = try Issuer()
        issuer.serve([try issuer.rsaJWK(nil)])
        #expect(await refusal(of: try await issuer.signedRSA(Claims(), kid: nil), by: try Fixed.verifier(issuerKeys: cache(issuer))) == nil)
        for extra in [#""use":"enc","#, #""alg":"RS512","#, #""alg":"RSA-OAEP","#] {
            issuer.serve([try issuer.rsaJWK("r", extra: extra)])
            let verifier = try Fixed.verifier(issuerKeys: cache(issuer))
            #expect(await refusal(of: try await issuer.signedRSA(Claims(), kid: "r"), by: verifier) == .keysUnavailable, "\(extra)")
        }
    }

    @Test("an issuer's public key is never the secret of an HS256 signature", arguments: [true, false])
    func confusion(hasSecret: Bool) async throws {
        let issuer = try Issuer()
        issuer.serve([try issuer.rsaJWK("r")])
        let verifier = try Fixed.verifier(issuerKeys: cache(issuer), userKey: hasSecret)
        for secret in [issuer.rsa.publicKey.pemRepresentation, try issuer.rsaJWK("r")] {
            let forged = try await Fixed.signed(Claims(), secret: secret, header: ["kid": .string("r")])
            #expect(await refusal(of: forged, by: verifier) == (hasSecret ? .signature : .algorithm))
        }
    }

    @Test("a new key is found at once, made-up names cause one fetch in five seconds")
    func rotation() async throws {
        let (old, new) = (try Issuer(), try Issuer())
        old.serve([try old.rsaJWK("old")])
        let verifier = try Fixed.verifier(issuerKeys: cache(old))
        let oldToken = try await old.signedRSA(Claims(), kid: "old")
        #expect(await refusal(of: oldToken, by: verifier) == nil)
        old.serve([try old.rsaJWK("old"), try new.rsaJWK("new")])
        clock.advance(.seconds(6))
        #expect(await refusal(of: try await new.signedRSA(Claims(), kid: "new"), by: verifier) == nil)
        #expect(old.reads == 2)
        for _ in 0..<20 {
            #expect(await refusal(of: try await new.signedRSA(Claims(), kid: "made-up"), by: verifier) == .unknownKey)
        }
        #expect(old.reads == 2)
        // Withdrawn, and forgotten when the keys have grown old.
        old.serve([try new.rsaJWK("new")])
        clock.advance(.seconds(301))
        #expect(await refusal(of: oldToken, by: verifier) == .unknownKey)
    }

    @Test("while the issuer is away, old keys go on; without any the answer is that keys are missing")
    func outage() async throws {
        let issuer = try Issuer()
        let verifier = try Fixed.verifier(issuerKeys: cache(issuer))
        let token = try await issuer.signedEC(Claims(), kid: "e")
        issuer.serve(nil)
        #expect(await refusal(of: token, by: verifier) == .keysUnavailable)
        #expect(await refusal(of: token, by: verifier) == .keysUnavailable)
        #expect(issuer.reads == 1, "no fetch for every request")
        issuer.serve(text: "no keys")
        clock.advance(.seconds(6))
        #expect(await refusal(of: token, by: verifier) == .keysUnavailable)
        issuer.serve([try issuer.ecJWK("e")])
        clock.advance(.seconds(6))
        #expect(await refusal(of: token, by: verifier) == nil)
        issuer.serve(nil)
        clock.advance(.seconds(4_000))
        #expect(await refusal(of: token, by: verifier) == nil)
        // Tokens by the shared secret need no issuer.
        #expect(await refusal(of: try await Fixed.signed(Claims()), by: verifier) == nil)
    }

    @Test("many requests at once cause one fetch")
    func together() async throws {
        let issuer = try Issuer()
        issuer.serve([try issuer.ecJWK("e")])
        let verifier = try Fixed.verifier(issuerKeys: cache(issuer))
        let token = try await issuer.signedEC(Claims(), kid: "e")
        await withTaskGroup { group in
            for _ in 0..<50 { group.addTask { await refusal(of: token, by: verifier) } }
            for await reason in group { #expect(reason == nil) }
        }
        #expect(issuer.reads == 1)
    }
}

/// A clock that moves when it is told to.
private final class SteppingClock: Sendable {
    private let instant = Mutex(ContinuousClock.now)

    var now: ContinuousClock.Instant { instant.withLock { $0 } }
    func advance(_ duration: Duration) { instant.withLock { $0 += duration } }
}
