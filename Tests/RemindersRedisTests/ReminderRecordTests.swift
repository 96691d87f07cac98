import JSON
import Reminders
import RemindersTestKit
import Testing

@testable import RemindersRedis

@Suite("Records of the ledger")
struct ReminderRecordTests {
    static func random(_ generator: inout SeededGenerator) throws -> Reminder {
        func text(_ limit: Int) -> String {
            String(
                (0..<Int.random(in: 0...limit, using: &generator)).map { _ in Array("ab é✓\n\u{0}日").randomElement(using: &generator) ?? "x"
                }
            )
        }
        func instant() -> Timestamp { Timestamp(milliseconds: .random(in: 0...Timestamp.distantFuture.milliseconds, using: &generator)) }
        let state = ReminderState.allCases.randomElement(using: &generator) ?? .scheduled
        return Reminder(
            id: ReminderID(random: &generator),
            userID: text(128),
            taskID: Bool.random(using: &generator) ? text(20) : nil,
            title: Bool.random(using: &generator) ? text(255) : nil,
            due: instant(),
            topic: Bool.random(using: &generator) ? "reminders" : text(9),
            tags: (0..<Int.random(in: 0...20, using: &generator)).map { _ in text(50) },
            data: Bool.random(using: &generator) ? RawJSON(text(300)) : nil,
            traceparent: Bool.random(using: &generator) ? text(55) : nil,
            generation: .random(in: 1...Int(UInt32.max), using: &generator),
            createdAt: instant(),
            fingerprint: generator.next(),
            state: state,
            carrier: Carrier.allCases.randomElement(using: &generator) ?? .jobs,
            attempts: .random(in: 0...65_535, using: &generator),
            firedAt: Bool.random(using: &generator) ? instant() : nil,
            lastError: Bool.random(using: &generator) ? text(200) : nil,
            isUncertain: .random(using: &generator)
        )
    }

    static func place(of reminder: Reminder) -> Place {
        switch reminder.state {
        case .scheduled: reminder.carrier == .jobs ? .jobs : .sweeper
        case .firing: .firing
        case .fired: .fired
        case .cancelled: .cancelled
        case .dead: .dead
        }
    }

    @Test("are read as they were written")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let reminder = try Self.random(&generator)
            let record = ReminderRecord.encode(reminder)
            #expect(try ReminderRecord.decode(record, id: reminder.id, place: Self.place(of: reminder)) == reminder)
        }
    }

    @Test("that are cut short or scrambled are errors, never crashes")
    func malformed() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<100 {
            let reminder = try Self.random(&generator)
            let record = ReminderRecord.encode(reminder)
            for length in 0..<record.count {
                #expect(throws: RecordReader.Malformed.self) {
                    try ReminderRecord.decode(Array(record.prefix(length)), id: reminder.id, place: .sweeper)
                }
            }
            var scrambled = record
            for _ in 0..<8 { scrambled[Int.random(in: 0..<scrambled.count, using: &generator)] = .random(in: 0...255, using: &generator) }
            _ = try? ReminderRecord.decode(scrambled, id: reminder.id, place: .sweeper)
        }
    }

    @Test("cost thirty bytes and the user beside what the caller wrote")
    func size() throws {
        let reminder = Reminder(id: try #require(ReminderID("x")), userID: "ada", due: .distantPast, createdAt: .distantPast)
        #expect(ReminderRecord.encode(reminder).count == 30 + 1 + 3)
    }
}
