/// Which entries somebody wants to see.
struct AuditQuery: Hashable, Sendable {
    static let largestPage = 1_000

    var userID: String?
    var taskID: String?
    var eventType: String?
    /// Events that happened at this instant or later, in milliseconds since 1970.
    var from: Int64?
    /// Events that happened before this instant.
    var to: Int64?
    var limit = 100
    /// Entries after this place.
    var cursor: AuditPlace?

    func matches(_ entry: AuditEntry) -> Bool {
        if let userID, entry.content.userID != userID { return false }
        if let eventType, entry.content.eventType != eventType { return false }
        if let from, entry.content.timestamp < from { return false }
        if let to, entry.content.timestamp >= to { return false }
        if let taskID, entry.content.taskID != taskID { return false }
        return true
    }
}

/// Where an entry is in the order of time: by when its event happened, and among events of one instant in the order of the chain.
struct AuditPlace: Hashable, Comparable, Sendable {
    var timestamp: Int64
    var userID: String
    var sequence: Int

    init(timestamp: Int64, userID: String, sequence: Int) {
        self.timestamp = timestamp
        self.userID = userID
        self.sequence = sequence
    }

    init(_ entry: AuditEntry) {
        self.init(timestamp: entry.content.timestamp, userID: entry.content.userID, sequence: entry.sequence)
    }

    static func < (left: AuditPlace, right: AuditPlace) -> Bool {
        (left.timestamp, left.userID, left.sequence) < (right.timestamp, right.userID, right.sequence)
    }
}

extension AuditPlace {
    /// An opaque word: time and number in base 36, and the user.
    var text: String { "\(String(timestamp, radix: 36)).\(String(sequence, radix: 36)).\(userID)" }

    init?(text: String) {
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let timestamp = Int64(parts[0], radix: 36), let sequence = Int(parts[1], radix: 36) else { return nil }
        self.init(timestamp: timestamp, userID: String(parts[2]), sequence: sequence)
    }
}
