public import struct FoundationEssentials.TimeZone

/// The language of the todo chatbot: what a message means. Deterministic and without state; it never guesses at an action, it asks.
///
/// The language is described in docs/chat.md. The way of a message: `Tokenizer` → `Command.read` → `Grammar`, which reads times with `TimeReader`
/// and everything else about a task with `DetailScanner`.
public enum ChatParser {
    /// The longest message that is read, in bytes of UTF-8: more than a title and a description can hold.
    public static let longestMessage = 8_192

    /// - Parameters:
    ///   - text: what the user wrote.
    ///   - now: UTC milliseconds since 1970.
    ///   - timeZone: the user's; all times are read and meant in it.
    ///   - context: what the previous turn left open.
    public static func parse(_ text: String, now: Int64, timeZone: TimeZone, context: ChatContext = ChatContext()) -> ChatIntent {
        let clock = ZoneClock(now: now, zone: timeZone)
        do throws(Unclear) {
            return try read(text, clock: clock, context: context)
        } catch {
            return .question(error.question)
        }
    }

    /// - Parameter depth: how many sentences have been put together from answers; two are enough for all that is asked.
    static func read(_ text: String, clock: ZoneClock, context: ChatContext, depth: Int = 0) throws(Unclear) -> ChatIntent {
        guard text.utf8.count <= longestMessage, depth < 3 else { throw Unclear("That is too long for me. Can you say it in fewer words?") }
        let tokens = Tokens(Tokenizer.tokens(of: text))
        let sentence = Politeness.stripped(tokens)
        let grammar = Grammar(clock: clock, context: context, sentence: sentence, isQuestion: tokens.last?.key == "?")
        if let pending = context.pending, let intent = try grammar.answer(to: pending, whole: tokens, depth: depth) { return intent }
        return try grammar.command()
    }
}
