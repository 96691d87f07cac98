import Audit
import Curl
import JSON

/// Asks a running audit service.
struct AuditClient {
    let baseURL: String
    let token: String
    let http: CurlClient

    func verify(userID: String?) async throws(VerificationFailure) -> [ChainReport] {
        let query = userID.map { "?user_id=" + Self.encoded($0) } ?? ""
        let address = String(baseURL.reversed().drop { $0 == "/" }.reversed())
        let answer: CurlResponse
        do throws(CurlError) {
            answer = try await http.send(
                CurlRequest(
                    .get,
                    "\(address)/api/v1/audit-log/verify\(query)",
                    headers: token.isEmpty ? [] : [("Authorization", "Bearer \(token)")],
                    // Whole chains are read for it.
                    deadline: .seconds(600)
                )
            )
        } catch {
            throw VerificationFailure(message: "\(address) does not answer: \(error.message)")
        }
        guard answer.status == 200 else {
            let detail = (try? JSONValue(parsing: answer.body))?["detail"]?.string ?? ""
            throw VerificationFailure(message: "\(address) answers \(answer.status). \(detail)")
        }
        do throws(JSONError) {
            var chains: [ChainReport] = []
            try JSONReader.read(answer.body) { (reader) throws(JSONError) in
                try reader.object { (key, reader) throws(JSONError) in
                    if key == "chains" { chains = try [ChainReport](from: &reader) }
                }
            }
            return chains
        } catch {
            throw VerificationFailure(message: "The answer cannot be read: \(error)")
        }
    }

    private static func encoded(_ text: String) -> String {
        let hexadecimal = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            result += isPlain ? String(Unicode.Scalar(byte)) : "%\(hexadecimal[Int(byte >> 4)])\(hexadecimal[Int(byte & 15)])"
        }
    }
}
