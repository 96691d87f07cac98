import JSON
import Reminders
import Testing

@testable import Notification

@Suite("Inbox")
struct InboxTests {
    private static func entry(_ number: Int) -> InboxEntry {
        var notice = Samples.notice(title: "Entry \(number)")
        notice.eventID = "r\(number):1"
        return InboxEntry(notice, zone: LocalZone("Europe/Berlin"), now: Rig.start)
    }

    private static func filled(_ count: Int) -> Inbox {
        var inbox = Inbox()
        for number in 0..<count { _ = inbox.add(entry(number)) }
        return inbox
    }

    @Test("the newest come first, each once, and count as unread until they are read")
    func reading() {
        var inbox = Self.filled(3)
        let isRepeatAdded = inbox.add(Self.entry(1))
        #expect(!isRepeatAdded)
        #expect(inbox.page(limit: 10).entries.map(\.title) == ["Entry 2", "Entry 1", "Entry 0"])
        #expect(inbox.unread == 3)
        let reads = [inbox.read(Self.entry(1).id), inbox.read(Self.entry(1).id), inbox.read("nothing")]
        #expect(reads == [true, false, nil])
        #expect(inbox.unread == 2)
        #expect(inbox.page(limit: 10, unreadOnly: true).entries.map(\.title) == ["Entry 2", "Entry 0"])
        // A repeat does not make it new again.
        let isReadAdded = inbox.add(Self.entry(1))
        #expect(!isReadAdded && inbox.unread == 2)
        let count = inbox.readAll()
        #expect(count == 2 && inbox.unread == 0)
    }

    @Test("only the newest 200 are kept")
    func capacity() {
        let inbox = Self.filled(Inbox.capacity + 5)
        #expect(inbox.places.count == 200 && inbox.unread == 200)
        #expect(inbox.places.last?.entry.title == "Entry 5")
    }

    @Test("pages neither repeat nor leave out anything, also when entries come in between")
    func pages() {
        var inbox = Self.filled(7)
        let first = inbox.page(limit: 3)
        _ = inbox.add(Self.entry(7))
        let second = inbox.page(limit: 3, cursor: first.next)
        let third = inbox.page(limit: 3, cursor: second.next)
        let titles = (first.entries + second.entries + third.entries).map(\.title)
        #expect(titles == (0..<7).reversed().map { "Entry \($0)" })
        #expect(third.next == nil)
        #expect(inbox.page(limit: 8).next == nil)
    }

    @Test("there and back; numbers go on counting")
    func json() throws {
        var inbox = Self.filled(3)
        var copy = try Inbox(json: JSONWriter.encode(inbox))
        #expect(copy == inbox)
        _ = inbox.add(Self.entry(9))
        _ = copy.add(Self.entry(9))
        #expect(copy == inbox && copy.lastNumber == 4)
    }

    @Test("an entry says when, in the user's zone")
    func body() {
        #expect(Self.entry(1).body == "Reminder for 2027-01-15 09:00 (Europe/Berlin).")
    }

    @Test("forty at once: none is lost")
    func concurrent() async throws {
        let rig = Rig()
        await withTaskGroup { group in
            for number in 0..<40 {
                group.addTask { _ = try? await rig.inbox.add(Self.entry(number), for: "ann") }
            }
        }
        #expect(try await rig.inbox.get("ann").unread == 40)
        #expect(try await rig.inbox.get("bob").unread == 0)
    }
}
