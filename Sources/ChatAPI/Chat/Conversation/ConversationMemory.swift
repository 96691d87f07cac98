import Dapr
import FoundationEssentials
import JSON
import ServiceKit

/// Conversations in the state store. They are forgotten a day after the last message.
struct ConversationMemory: Sendable {
    private static let seconds = 86_400

    let state: any ServiceState

    /// An unknown conversation, or one that cannot be read any more, is a new one.
    func load(_ id: String, userID: String) async throws(DaprError) -> Conversation {
        guard let value = try await state.get(StateKey.conversation(userID, id)) else { return Conversation() }
        return (try? JSONDecoder().decode(Conversation.self, from: Data(value.bytes))) ?? Conversation()
    }

    func save(_ conversation: Conversation, _ id: String, userID: String) async throws(DaprError) {
        guard let bytes = try? JSONEncoder().encode(conversation) else { return }
        try await state.save(
            StateWrite(StateKey.conversation(userID, id), RawJSON(unchecked: Array(bytes)), ttlSeconds: Self.seconds)
        )
    }

    /// Whether a caller's text can name a conversation.
    static func isValid(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
