import Curl
import JSON

/// Why a call of the engine did not succeed.
public struct ReminderClientError: Error, Sendable, Equatable {
    public enum Code: String, Sendable {
        /// No answer came.
        case unreachable
        /// The engine, or what it needs, cannot do it now.
        case unavailable
        /// There is no such reminder.
        case notFound
        /// The reminder is in a state that does not allow it, or its id is taken.
        case conflict
        /// The generation is no longer the one that was given.
        case generationMismatch
        /// The request is wrong; see `fields`.
        case invalid
        /// Any other refusal.
        case refused
        /// An answer came that this client does not understand.
        case unreadable
    }

    /// One thing that was wrong in the request.
    public struct Field: Sendable, Equatable {
        public var field: String
        public var message: String

        public init(field: String, message: String) {
            self.field = field
            self.message = message
        }
    }

    public var code: Code
    /// One sentence for people.
    public var message: String
    /// Nil when no answer came.
    public var status: Int?
    /// The kind of problem, as RFC 9457 has it, such as `urn:punctual:problem:id-taken`.
    public var type: String?
    public var fields: [Field]
    /// False is certain: the engine has not seen the request.
    public var mayHaveHappened: Bool
    private var mayPass = false

    public init(_ code: Code, _ message: String, status: Int? = nil, fields: [Field] = [], mayHaveHappened: Bool = false) {
        self.code = code
        self.message = message
        self.status = status
        self.fields = fields
        self.mayHaveHappened = mayHaveHappened
    }

    /// Whether the same request may succeed later.
    public var isRetriable: Bool {
        switch code {
        case .unreachable, .unavailable: true
        default: mayPass
        }
    }

    init(_ error: CurlError, url: String) {
        self.init(.unreachable, "\(url) does not answer: \(error.message)", mayHaveHappened: error.mayHaveBeenSent)
        // A wrong address stays wrong.
        if !error.isRetriable { code = .refused }
    }

    init(_ answer: CurlResponse) {
        self.init(status: answer.status, problem: answer.body)
    }

    init(status: Int, problem body: [UInt8]) {
        let problem = (try? ProblemText(json: body, options: .lenient)) ?? ProblemText()
        let code: Code =
            switch status {
            case 404: .notFound
            case 409: .conflict
            case 412: .generationMismatch
            case 400, 413, 415, 422: .invalid
            case 429, 500...: .unavailable
            default: .refused
            }
        self.init(code, problem.sentence ?? "the engine answered \(status)", status: status, fields: problem.fields)
        type = problem.type
        mayHaveHappened = status >= 500
        mayPass = problem.type == "urn:punctual:problem:being-fired"
    }
}

extension ReminderClientError: CustomStringConvertible {
    public var description: String { ([message] + fields.map { "\($0.field): \($0.message)" }).joined(separator: "\n  ") }
}
