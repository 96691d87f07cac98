import Curl
import Identity
import Logging
import ServiceKit
import Testing

@Suite("Tokens between services")
struct ServiceTokenTests {
    @Test("a service's token names user and service, and lives for a minute")
    func minted() async throws {
        let tokens = ServiceTokens(key: try Fixed.key(Fixed.serviceSecret), service: "recurring-task", clock: Fixed.clock)
        let token = try await tokens.mint(for: "ada")
        #expect(try await Fixed.verifier().verify(token) == Principal(userID: "ada", service: "recurring-task"))
        let later = TokenVerifier(serviceKey: try Fixed.key(Fixed.serviceSecret), clock: UnixClock { Fixed.now + 66 })
        #expect(await refusal(of: token, by: later) == .expired)
    }

    @Test("a user's secret makes no service token, and a service's secret no user token")
    func kept_apart() async throws {
        let verifier = try Fixed.verifier()
        let pretended = Claims(iss: ServiceTokens.issuer, svc: "recurring-task")
        #expect(await refusal(of: try await Fixed.signed(pretended), by: verifier) == .signature)
        #expect(await refusal(of: try await Fixed.signed(Claims(), secret: Fixed.serviceSecret), by: verifier) == .signature)
        let nameless = try await Fixed.signed(Claims(iss: ServiceTokens.issuer), secret: Fixed.serviceSecret)
        #expect(await refusal(of: nameless, by: verifier) == .malformed)
        // The claim alone makes no service of a user.
        #expect(try await verifier.verify(try await Fixed.signed(Claims(svc: "audit"))).service == nil)
    }

    @Test("a development token is a user's token")
    func development() async throws {
        let tokens = UserTokens(key: try Fixed.key(Fixed.userSecret), clock: Fixed.clock)
        #expect(try await Fixed.verifier().verify(try await tokens.mint(for: "dev")) == Principal(userID: "dev"))
        let chief = try await tokens.mint(for: "dev", isOperator: true, lifetime: .seconds(5))
        #expect(try await Fixed.verifier().verify(chief).isOperator)
        await #expect(throws: TokenError.self) { try await tokens.mint(for: "") }
    }

    @Test("the settings say who is believed, and complain by the variable's name")
    func settings() async throws {
        func complaint(_ environment: [String: String]) -> String? {
            do {
                let settings = try IdentitySettings(Settings(environment: environment))
                let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                _ = try settings.verifier(http: CurlClient(logger: logger), logger: logger)
                _ = try settings.serviceTokens("chat-api")
                return nil
            } catch {
                return error.name
            }
        }
        #expect(complaint([:]) == "PUNCTUAL_JWT_SECRET")
        #expect(complaint(["PUNCTUAL_JWT_SECRET": "short"]) == "PUNCTUAL_JWT_SECRET")
        #expect(complaint(["PUNCTUAL_JWT_SECRET": Fixed.userSecret]) == "PUNCTUAL_SERVICE_SECRET")
        let both = ["PUNCTUAL_JWT_SECRET": Fixed.userSecret, "PUNCTUAL_SERVICE_SECRET": Fixed.userSecret]
        #expect(complaint(both) == "PUNCTUAL_SERVICE_SECRET")
        #expect(complaint(["PUNCTUAL_JWKS_URL": "ftp://id.example/keys"]) == "PUNCTUAL_JWKS_URL")
        #expect(complaint(["PUNCTUAL_JWT_SECRET": Fixed.userSecret, "PUNCTUAL_SERVICE_SECRET": Fixed.serviceSecret]) == nil)
    }
}
