import JSON
import Reminders
import TodoKit

extension TodoTask {
    /// Tells what one caller wanted to create under an id from what another one, or the same one later, wants. The times at which it
    /// happened are left out.
    var creationFingerprint: String {
        var content = self
        content.createdAt = .distantPast
        content.updatedAt = .distantPast
        if completedAt != nil { content.completedAt = .distantPast }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in JSONWriter.encode(content) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
