import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import ServiceKit

/// A request's body that is to be JSON.
struct JSONBody {
    let buffer: ByteBuffer

    /// - Throws: `Problem` 400 when the body is no JSON, 422 for what else is wrong with it.
    func read<Value>(_ body: (inout JSONReader) throws(JSONError) -> Value) throws(Problem) -> Value {
        do throws(JSONError) { return try JSONReader.read(buffer, body) } catch { throw Problem(error) }
    }
}

extension Request {
    /// The whole body.
    ///
    /// - Throws: `Problem` 413 when it is too large, 415 when it says that it is something other than JSON.
    func jsonBody(upTo limit: Int) async throws -> JSONBody {
        if let type = headers[.contentType]?.prefix(while: { $0 != ";" }).lowercased() {
            let type = type.filter { $0 != " " }
            guard type == "application/json" || type.hasSuffix("+json") else {
                throw Problem(.unsupportedMediaType, detail: "The body has to be application/json.")
            }
        }
        return JSONBody(buffer: try await collect(upTo: limit))
    }
}

extension FieldCheck {
    /// Enters an object; anything else is noted and passed over.
    mutating func object(_ reader: inout JSONReader) throws(JSONError) -> Bool {
        guard try reader.kind() == .object else {
            note(reader.path.isEmpty ? "body" : reader.path, "An object is needed.")
            _ = try reader.isolated { (reader) throws(JSONError) in try reader.skip() }
            return false
        }
        try reader.beginObject()
        return true
    }
}
