/// Why an LLM gave no answer. The language answers then.
public struct LLMError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// It did not answer, or not in time.
        case unreachable
        /// It answered with an error.
        case refused
        /// What it said is not what the protocol says.
        case garbled
        /// It wanted ever more.
        case endless
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var isRetriable: Bool { code == .unreachable }
}

extension LLMError: CustomStringConvertible {
    public var description: String { "\(code.rawValue): \(message)" }
}
