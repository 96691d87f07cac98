public import HTTPTypes
public import Hummingbird
public import JSON
public import NIOCore

extension JSONReader {
    /// Reads one whole text from the readable bytes of a buffer.
    public static func read<Value>(
        _ buffer: ByteBuffer,
        options: Options = .ijson,
        _ body: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value {
        // The buffer's own method cannot throw a typed error.
        let result = buffer.withUnsafeReadableBytes { bytes in
            Result { () throws(JSONError) in try JSONReader.read(bytes, options: options, body) }
        }
        return try result.get()
    }
}

extension Request {
    /// The whole body.
    ///
    /// - Throws: `Problem` 413 when it has more than `limit` bytes; at once when `Content-Length` says so.
    public func collect(upTo limit: Int) async throws -> ByteBuffer {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit { throw Problem.tooLarge(limit: limit) }
        do {
            return try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge(limit: limit)
        }
    }

    /// Reads the body as JSON.
    ///
    /// - Throws: `Problem` 413 when it is too large, 400 when it is no JSON, 422 when it is not as wanted.
    public func json<Value>(
        upTo limit: Int,
        options: JSONReader.Options = .ijson,
        _ read: (inout JSONReader) throws(JSONError) -> Value
    ) async throws -> Value {
        let body = try await collect(upTo: limit)
        do {
            return try JSONReader.read(body, options: options, read)
        } catch {
            throw Problem(error)
        }
    }

    public func json<Value: JSONDecodable>(
        _ type: Value.Type = Value.self,
        upTo limit: Int,
        options: JSONReader.Options = .ijson
    ) async throws -> Value {
        try await json(upTo: limit, options: options) { (reader) throws(JSONError) in try Value(from: &reader) }
    }
}

extension Response {
    /// A response whose body is `value` as `application/json`.
    public static func json(
        _ value: some JSONEncodable,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:],
        reservingCapacity capacity: Int = 512
    ) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        let body = ByteBuffer(bytes: JSONWriter.encode(value, reservingCapacity: capacity))
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
