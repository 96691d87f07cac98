import JSON

/// The tools in the words of the protocol.
extension LLMTools {
    static let descriptions: JSONValue = .array([
        tool("add_task", "Adds a task.", taskFields, required: ["title"]),
        tool(
            "list_tasks",
            "Lists tasks.",
            [
                ("status", word(["open", "pending", "in_progress", "completed", "all"])), ("priority", priority), ("tags", texts),
                ("due_from", time), ("due_before", time),
            ]
        ),
        tool("search_tasks", "Finds tasks by words.", [("query", text("Words to look for."))], required: ["query"]),
        tool("complete_task", "Completes a task.", [("task", reference)], required: ["task"]),
        tool(
            "update_task",
            "Changes a task. Give only what is to change.",
            [("task", reference)] + taskFields.filter { $0.0 != "tags" && $0.0 != "reminder_offset_minutes" }
                + [("status", word(["pending", "in_progress", "completed"])), ("add_tags", texts), ("remove_tags", texts)],
            required: ["task"]
        ),
        tool("delete_task", "Deletes a task. The user is asked to confirm.", [("task", reference)], required: ["task"]),
        tool(
            "set_reminder",
            "Sets a reminder: of a task, or of its own with a title.",
            [("title", text("What to remind of.")), ("task", reference), ("remind_at", time)],
            required: ["remind_at"]
        ),
        tool("list_reminders", "Lists the reminders that are coming up.", []),
        tool("cancel_reminder", "Cancels a reminder.", [("reminder", text("Title or id of the reminder."))], required: ["reminder"]),
        tool(
            "snooze_reminder",
            "Puts a reminder off; without a name the one that came last.",
            [("reminder", text("Title or id of the reminder.")), ("minutes", number("Minutes from now."))]
        ),
    ])

    private static let taskFields: [(String, JSONValue)] = [
        ("title", text("Short title.")), ("description", text("Longer text.")), ("due_at", time), ("remind_at", time),
        ("reminder_offset_minutes", number("Minutes before the due time.")),
        ("recurrence_rule", text("RFC 5545 RRULE without the name, such as FREQ=WEEKLY;BYDAY=MO.")), ("priority", priority),
        ("tags", texts),
    ]
    private static let reference = text("Title or id of the task.")
    private static let time = text("Local time such as 2026-11-24T18:00.")
    private static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
    private static let priority = word(["low", "medium", "high", "urgent"])

    private static func text(_ description: String) -> JSONValue { ["type": "string", "description": .string(description)] }
    private static func number(_ description: String) -> JSONValue { ["type": "integer", "description": .string(description)] }
    private static func word(_ words: [String]) -> JSONValue { ["type": "string", "enum": .array(words.map { .string($0) })] }

    private static func tool(_ name: String, _ description: String, _ fields: [(String, JSONValue)], required: [String] = []) -> JSONValue {
        [
            "type": "function",
            "function": [
                "name": .string(name), "description": .string(description),
                "parameters": [
                    "type": "object", "properties": .object(JSONObject(fields)), "required": .array(required.map { .string($0) }),
                    "additionalProperties": false,
                ],
            ],
        ]
    }
}
