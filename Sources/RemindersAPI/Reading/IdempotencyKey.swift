import Crypto
import Reminders

/// An `Idempotency-Key` names a reminder: the id is made from key and user, so that a repeat finds it without anything
/// else being stored. An id that the request names itself takes precedence.
enum IdempotencyKey {
    static let longest = 255

    static func id(for key: String, userID: String) -> ReminderID? {
        var hash = SHA256()
        hash.update(data: Array(userID.utf8))
        hash.update(data: [0])
        hash.update(data: Array(key.utf8))
        let digits = hash.finalize().prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return ReminderID("ik-" + digits.joined())
    }
}
