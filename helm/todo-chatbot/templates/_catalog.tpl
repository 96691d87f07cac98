{{/*
What the binary and its contract fix, in one place: app-ids, ports, who calls whom, which sidecar APIs are used, which
settings name secrets. scripts/check-deploy compares it with the sources.
*/}}
{{- define "todo.catalog" -}}
engine:
  appID: reminder-engine
  command: engine
  port: 8080
  jobs: true
  ledger: true
  callers: [chat-api, notification]
  publishes: [reminders, task-guards]
  apis: [jobs, publish]
chatApi:
  appID: chat-api
  command: chat-api
  port: 8000
  public: true
  callers: [notification, recurring-task]
  calls: [PUNCTUAL_ENGINE_APP_ID, PUNCTUAL_NOTIFICATION_APP_ID]
  publishes: [task-events, task-updates]
  apis: [publish, state, invoke]
  users: true
  serviceTokens: true
notification:
  appID: notification
  command: notification
  port: 8001
  # Messages have links that put off and complete, under publicURL.
  links: true
  callers: [chat-api]
  calls: [PUNCTUAL_ENGINE_APP_ID, PUNCTUAL_CHAT_API_APP_ID]
  publishes: [task-updates]
  apis: [publish, state, invoke]
  serviceTokens: true
recurringTask:
  appID: recurring-task
  command: recurring-task
  port: 8002
  callers: []
  calls: [PUNCTUAL_CHAT_API_APP_ID]
  publishes: []
  apis: [state, invoke]
  serviceTokens: true
audit:
  appID: audit
  command: audit
  port: 8003
  callers: []
  publishes: []
  apis: [state]
  users: true
  serviceTokens: true
{{- end }}

{{/* Topics, with the time that Kafka keeps their events in milliseconds. Each has a dead-letter topic TOPIC-dead. */}}
{{- define "todo.topics" -}}
task-events: 604800000
reminders: 86400000
task-updates: 3600000
task-guards: 86400000
{{- end }}

{{/* Who gets what, and where. */}}
{{- define "todo.subscriptions" -}}
- {app: chat-api, topic: task-guards, route: /handle-guard}
- {app: chat-api, topic: task-updates, route: /handle-update}
- {app: notification, topic: reminders, route: /handle-reminder}
- {app: recurring-task, topic: task-events, route: /handle-event}
- {app: audit, topic: task-events, route: /handle-event}
- {app: audit, topic: reminders, route: /handle-reminder}
- {app: audit, topic: task-events-dead, route: /handle-dead}
- {app: audit, topic: reminders-dead, route: /handle-dead}
- {app: audit, topic: task-updates-dead, route: /handle-dead}
- {app: audit, topic: task-guards-dead, route: /handle-dead}
{{- end }}
