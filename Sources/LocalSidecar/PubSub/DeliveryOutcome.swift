import JSON

/// What an application's answer to an event means (Dapr 1.18).
enum DeliveryOutcome: Equatable, Sendable {
    case success
    /// Retried under a policy, and otherwise lost or dead-lettered. The status is for policies that match on it.
    case retry(status: Int?)
    /// Dead-lettered or gone.
    case drop

    /// Status words are upper case only; a body that is no JSON object with a status counts as success.
    init(status: Int, body: [UInt8]) {
        switch status {
        case 200..<300:
            guard !body.isEmpty, let answer = try? GoValue(json: body, numbers: .verbatim), let word = answer["status"] else {
                self = .success
                return
            }
            switch word.string {
            case "", "SUCCESS": self = .success
            case "DROP": self = .drop
            default: self = word == .null ? .success : .retry(status: nil)
            }
        case 404: self = .drop
        default: self = .retry(status: status)
        }
    }

    var word: String {
        switch self {
        case .success: "success"
        case .retry: "retry"
        case .drop: "drop"
        }
    }
}

/// What an application's answer to a bulk means for each of its entries.
enum BulkOutcome {
    /// An entry that the answer leaves out is retried; 404 drops all, any other failure retries all.
    static func outcomes(status: Int, body: [UInt8], entryIDs: [String]) -> [String: DeliveryOutcome] {
        var outcomes: [String: DeliveryOutcome] = [:]
        switch status {
        case 200..<300:
            // A body that cannot be read settles nothing, unlike the answer to a single event.
            for id in entryIDs { outcomes[id] = .retry(status: nil) }
            guard let answer = try? GoValue(json: body, numbers: .verbatim) else { return outcomes }
            for entry in answer["statuses"]?.array ?? [] {
                guard let id = entry["entryId"]?.string, outcomes[id] != nil else { continue }
                switch entry["status"]?.string {
                case "SUCCESS": outcomes[id] = .success
                case "DROP": outcomes[id] = .drop
                default: outcomes[id] = .retry(status: nil)
                }
            }
        case 404: for id in entryIDs { outcomes[id] = .drop }
        default: for id in entryIDs { outcomes[id] = .retry(status: status) }
        }
        return outcomes
    }
}
