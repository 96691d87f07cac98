/// Finds the task or reminder that a text means by its title. Pure.
enum ItemSearch {
    enum Result: Equatable {
        case none
        case one(Conversation.Item)
        case several([Conversation.Item])
    }

    /// More than that nobody chooses from.
    static let mostChoices = 9

    /// The whole title, apart from case and blanks around it.
    static func exact(_ title: String, in items: [Conversation.Item]) -> Result {
        let wanted = normalized(title)
        return result(items.filter { normalized($0.title) == wanted })
    }

    /// The title itself, or else what contains the text, or else what contains each of its words.
    static func words(_ text: String, in items: [Conversation.Item]) -> Result {
        let whole = exact(text, in: items)
        if whole != .none { return whole }
        let wanted = normalized(text)
        let containing = items.filter { normalized($0.title).contains(wanted) }
        if !wanted.isEmpty, !containing.isEmpty { return result(containing) }
        let words = words(of: wanted)
        guard !words.isEmpty else { return .none }
        return result(
            items.filter { item in
                let own = self.words(of: normalized(item.title))
                return words.allSatisfy { word in own.contains { $0.hasPrefix(word) } }
            }
        )
    }

    private static func result(_ items: [Conversation.Item]) -> Result {
        switch items.count {
        case 0: .none
        case 1: .one(items[0])
        default: .several(items)
        }
    }

    private static func normalized(_ text: String) -> String {
        text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    }

    /// Articles do not tell titles apart.
    private static func words(of text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber }.filter { !["the", "a", "an", "my", "task", "reminder"].contains($0) }
    }
}
