import Logging

/// A line in the log, for operators and for trying things out.
struct LogChannel: Channel {
    let logger: Logger

    var name: ChannelName { .log }

    func tell(_ telling: Telling) async -> ChannelOutcome {
        logger.notice(
            "Reminder",
            metadata: [
                "title": "\(telling.notice.title)", "user_id": "\(telling.notice.userID)", "reminder_id": "\(telling.notice.reminderID)",
                "event_id": "\(telling.notice.eventID)", "remind_at": "\(telling.notice.remindAt)",
            ]
        )
        return .delivered
    }
}
