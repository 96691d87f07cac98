import ServiceKit

/// A chain: one for each user, and one for what died.
public enum ChainName: Hashable, Sendable {
    case user(String)
    case deadLetters

    private var prefix: String {
        switch self {
        case .user(let id): "audit:user:\(StateKeyText.escaped(id))"
        case .deadLetters: "audit:dead"
        }
    }

    /// The key of the segment that still grows. Every change of the chain is a conditional write to this one key.
    var openKey: String { prefix + ":open" }

    func key(ofSegment number: Int) -> String { "\(prefix):\(number)" }
}
