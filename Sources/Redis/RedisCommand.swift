/// A command with its arguments, such as `["ZADD", .string(key), .integer(score), .string(member)]`.
public struct RedisCommand: Sendable, Hashable, ExpressibleByArrayLiteral {
    public var words: [RedisArgument]

    public init(_ words: [RedisArgument]) {
        self.words = words
    }

    public init(arrayLiteral words: RedisArgument...) {
        self.words = words
    }

    func encode(into request: inout [UInt8]) {
        request.append(header: "*", words.count)
        for word in words { word.encode(into: &request) }
    }
}
