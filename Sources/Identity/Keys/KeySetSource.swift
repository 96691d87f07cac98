public import Curl

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where an issuer's keys come from.
public struct KeySetSource: Sendable {
    /// Key sets are a few kilobytes.
    static let largestBytes = 1 << 20

    let read: @Sendable () async throws(TokenError) -> [UInt8]

    /// - Parameter read: the text of a JWKS.
    public init(_ read: @escaping @Sendable () async throws(TokenError) -> [UInt8]) {
        self.read = read
    }

    public static func file(_ path: String) -> KeySetSource {
        KeySetSource { () async throws(TokenError) in
            do {
                return Array(try Data(contentsOf: URL(filePath: path)))
            } catch {
                throw TokenError(.keysUnavailable, "The file of the issuer's keys cannot be read.")
            }
        }
    }

    public static func url(_ url: String, http: CurlClient) -> KeySetSource {
        KeySetSource { () async throws(TokenError) in
            let answer: CurlResponse
            do throws(CurlError) {
                answer = try await http.send(
                    CurlRequest(
                        .get,
                        url,
                        headers: [("Accept", "application/json")],
                        deadline: .seconds(3),
                        maxResponseBytes: Self.largestBytes
                    )
                )
            } catch {
                throw TokenError(.keysUnavailable, "The issuer's keys cannot be fetched: \(error.code).")
            }
            guard answer.status == 200 else { throw TokenError(.keysUnavailable, "The issuer's keys were answered with \(answer.status).") }
            return answer.body
        }
    }
}
