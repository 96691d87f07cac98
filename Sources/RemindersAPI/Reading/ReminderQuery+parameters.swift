import Reminders
import ServiceKit

/// The parameters of a listing.
enum ListParameter: String, CaseIterable {
    case userID = "user_id"
    case taskID = "task_id"
    case tag
    case state
    case from
    case to
    case limit
    case cursor
}

extension ReminderQuery {
    static let largestPage = 1000

    /// - Throws: 422 naming every parameter that is wrong, unknown or given twice.
    init(query text: String?, known: [ListParameter]) throws(Problem) {
        var check = FieldCheck()
        var query = ReminderQuery()
        var seen: Set<ListParameter> = []
        for pair in (text ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decoded(parts[0]) ?? String(parts[0])
            guard let parameter = ListParameter(rawValue: name), known.contains(parameter) else {
                check.note(name, "There is no such parameter.")
                continue
            }
            guard seen.insert(parameter).inserted else {
                check.note(name, "It is given twice.")
                continue
            }
            guard let value = parts.count == 2 ? Self.decoded(parts[1]) : "" else {
                check.note(name, "Its percent-encoding is broken.")
                continue
            }
            if let complaint = query.set(parameter, value) { check.note(name, complaint) }
        }
        try check.finish()
        self = query
    }

    /// Undoes the encoding of forms: `+` is a space, `%2B` a plus. Nil when it is broken, or no UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = iterator.next(), let low = iterator.next(),
                    let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
                else { return nil }
                bytes.append(value)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private mutating func set(_ parameter: ListParameter, _ text: String) -> String? {
        switch parameter {
        case .userID:
            userID = text
            return TextRule.userID.complaint(about: text)
        case .taskID:
            taskID = text
            return TextRule.taskID.complaint(about: text)
        case .tag:
            tag = text
            return TextRule.tag.complaint(about: text)
        case .state:
            state = ReminderState(rawValue: text)
            return state == nil ? "One of \(ReminderState.allCases.map(\.rawValue).joined(separator: ", ")) is needed." : nil
        case .from:
            from = Timestamp(rfc3339: text)
            return from == nil ? Self.instantNeeded : nil
        case .to:
            to = Timestamp(rfc3339: text)
            return to == nil ? Self.instantNeeded : nil
        case .limit:
            guard let number = Int(text), (1...Self.largestPage).contains(number) else { return "1 to \(Self.largestPage) is needed." }
            limit = number
            return nil
        case .cursor:
            cursor = CursorText.decode(text)
            return cursor == nil ? "It is not the next of an earlier page." : nil
        }
    }

    private static let instantNeeded = "An RFC 3339 time with its zone is needed; a + is written %2B."
}
