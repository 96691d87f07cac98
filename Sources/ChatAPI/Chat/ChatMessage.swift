import ChatLanguage
import JSON
import ServiceKit
import TodoKit

/// What a user writes: `{message, conversation_id?, time_zone?}`.
struct ChatMessage: Sendable, Hashable {
    /// Characters of a message.
    static let longest = 4_000

    var text = ""
    var conversationID: String?
    /// IANA; nil takes the preferences'.
    var timeZone: String?
}

extension ChatMessage: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "message": text = try reader.string()
            case "conversation_id": conversationID = try String?(from: &reader)
            case "time_zone": timeZone = try String?(from: &reader)
            default: throw reader.error(.invalidValue, "There is no such field.")
            }
        }
    }

    /// - Throws: 422 naming each field that is no good.
    func check() throws(Problem) {
        var errors: [Problem.FieldError] = []
        if text.allSatisfy(\.isWhitespace) { errors.append(.init(field: "message", message: "It must not be empty.")) }
        if text.unicodeScalars.count > Self.longest {
            errors.append(.init(field: "message", message: "At most \(Self.longest) characters are allowed."))
        }
        if let conversationID, !ConversationMemory.isValid(conversationID) {
            errors.append(.init(field: "conversation_id", message: "1 to 64 characters of A-Z, a-z, 0-9, '-' and '_' are needed."))
        }
        if let timeZone, !TaskZone.isValid(timeZone) {
            errors.append(.init(field: "time_zone", message: "An IANA time zone is needed, such as Europe/Vienna."))
        }
        if !errors.isEmpty { throw Problem.invalid(errors) }
    }
}

/// The answer: `{message, tools_invoked, conversation_id}`.
struct ChatAnswer: Sendable, Hashable {
    var text: String
    var invocations: [ToolInvocation]
    var conversationID: String
}

extension ChatAnswer: JSONEncodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("message", text)
            writer.member("tools_invoked", invocations)
            writer.member("conversation_id", conversationID)
        }
    }
}
