import JSON
import Reminders
import ServiceKit

@testable import Notification

enum Samples {
    static func fired(
        _ id: String = "task-1",
        user: String = "ann",
        generation: Int = 1,
        title: String? = "Call mum",
        task: String? = "1",
        at time: Timestamp = Rig.start
    ) -> EventEnvelope {
        var payload: JSONObject = [
            "reminder_id": .string(id), "generation": .number(Double(generation)), "remind_at": .string(time.rfc3339),
            "fired_at": .string(time.rfc3339), "lag_ms": 0, "fired_by": "jobs",
        ]
        payload["title"] = title.map { .string($0) }
        payload["task_id"] = task.map { .string($0) }
        return EventEnvelope(
            eventID: "\(id):\(generation)",
            eventType: "reminder.triggered",
            timestamp: time.milliseconds,
            userID: user,
            payload: .object(payload)
        )
    }

    static func notice(user: String = "ann", title: String = "Call mum", task: String? = "1", at time: Timestamp = Rig.start) -> Notice {
        Notice(
            eventID: "task-1:1",
            userID: user,
            reminderID: "task-1",
            generation: 1,
            taskID: task,
            title: title,
            remindAt: time,
            firedAt: time
        )
    }

    static func telling(_ preferences: Preferences, title: String = "Call mum") -> Telling {
        let links = LinkSigner(secret: Secret(Rig.secret), publicURL: "https://punctual.example").links(notice(title: title))
        return Telling(notice: notice(title: title), preferences: preferences, links: links)
    }
}
