"""A small stand-in for chat-api: the REST contract of the page in memory, for tests of the page alone.

It is deliberately simple. It shows whether the page does its part, not whether the services do theirs: for that
`run.py --url` runs the same tests against the real ones.
"""

import base64
import datetime as dt
import hashlib
import json
import queue
import re
import threading
import urllib.parse
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "Sources/ChatAPI/Page/todo.html"
TOKEN = "stub-token"
USER = "ada"
PRIORITIES = ["low", "medium", "high", "urgent"]


def now():
    return dt.datetime.now(dt.timezone.utc)


def text_of(moment):
    return moment.astimezone(dt.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_of(text):
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))


def seconds_of(delay):
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    return sum(int(n) * units[u] for n, u in re.findall(r"(\d+)([smhd])", delay))


def policy(page):
    def source(tag):
        body = page.split(f"<{tag}>", 1)[1].split(f"</{tag}>", 1)[0]
        return "'sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() + "'"

    return (
        f"default-src 'none'; script-src {source('script')}; style-src {source('style')}; connect-src 'self'; "
        "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )


class Problem(Exception):
    def __init__(self, status, detail, errors=()):
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, list(errors)


class Store:
    """Tasks, reminders and the inbox of one user."""

    def __init__(self):
        self.lock = threading.RLock()
        self.tasks, self.reminders, self.entries, self.conversations = {}, {}, [], {}
        self.listeners, self.timers = set(), {}
        self.preferences = {"time_zone": "Europe/Berlin", "channels": ["inbox", "log"], "quiet_hours": None}
        self.broken = set()

    def tell(self, name, value):
        for listener in list(self.listeners):
            listener.put((name, value))

    # Reminders

    def schedule(self, identity, title, at, task_id=None):
        reminder = self.reminders.get(identity, {"id": identity, "generation": 0})
        reminder |= {"user_id": USER, "task_id": task_id, "title": title, "remind_at": text_of(at), "state": "scheduled"}
        reminder["generation"] += 1
        self.reminders[identity] = reminder
        timer = threading.Timer(max(0, (at - now()).total_seconds()), self.fire, [identity, reminder["generation"]])
        timer.daemon = True
        timer.start()
        return reminder

    def fire(self, identity, generation):
        with self.lock:
            reminder = self.reminders.get(identity)
            if not reminder or reminder["generation"] != generation or reminder["state"] != "scheduled":
                return
            reminder |= {"state": "fired", "fired_at": text_of(now())}
            entry = {
                "id": str(uuid.uuid4()), "title": reminder["title"], "body": "", "reminder_id": identity,
                "fired_at": reminder["fired_at"], "created_at": text_of(now()), "read": False,
            }
            if reminder["task_id"]:
                entry["task_id"] = reminder["task_id"]
            self.entries.insert(0, entry)
            self.tell("inbox", {"entry": entry, "unread": self.unread()})

    def unread(self):
        return sum(not entry["read"] for entry in self.entries)

    def cancel(self, identity):
        if identity in self.reminders:
            self.reminders[identity]["state"] = "cancelled"

    # Tasks

    def changed(self, task, change):
        identity = f"task-{task['id']}"
        self.cancel(identity)
        at = task.get("remind_at")
        if not at and task.get("reminder_offset_minutes") and task.get("due_at"):
            at = text_of(moment_of(task["due_at"]) - dt.timedelta(minutes=task["reminder_offset_minutes"]))
        if at and change != "deleted" and task["status"] != "completed" and moment_of(at) > now() - dt.timedelta(minutes=1):
            self.schedule(identity, task["title"], moment_of(at), task["id"])
        self.tell("task", {"change": change, "task": task})

    def check(self, fields):
        errors = []
        if "title" in fields and not 1 <= len(fields["title"] or "") <= 255:
            errors.append({"field": "title", "message": "has to have 1 to 255 characters"})
        for index, tag in enumerate(fields.get("tags") or []):
            if " " in tag:
                errors.append({"field": f"tags[{index}]", "message": "has to be one word"})
        rule = fields.get("recurrence_rule")
        if rule and not re.search(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)|^(daily|weekly|monthly|yearly)$", rule):
            errors.append({"field": "recurrence_rule", "message": "is no rule of RFC 5545"})
        if errors:
            raise Problem(422, "Some fields are wrong.", errors)

    def create(self, fields):
        self.check({"title": "", **fields})
        identity = fields.get("id") or str(uuid.uuid4())
        if identity in self.tasks:
            return self.tasks[identity]
        task = {
            "id": identity, "user_id": USER, "status": "pending", "priority": "medium", "tags": [], "time_zone": "Europe/Berlin",
            "created_at": text_of(now()), "updated_at": text_of(now()), "version": 1,
        } | {name: value for name, value in fields.items() if value is not None}
        self.tasks[identity] = task
        self.changed(task, "created")
        return task

    def task(self, identity, version=None):
        task = self.tasks.get(identity)
        if not task:
            raise Problem(404, "There is no such task.")
        if version and version.strip('"') != str(task["version"]):
            raise Problem(412, "The task has another version.")
        return task

    def update(self, identity, fields, version=None):
        self.check(fields)
        task = self.task(identity, version)
        for name, value in fields.items():
            if value is None:
                task.pop(name, None)
            else:
                task[name] = value
        task |= {"version": task["version"] + 1, "updated_at": text_of(now())}
        self.changed(task, "updated")
        return task

    def complete(self, identity):
        task = self.task(identity)
        if task["status"] == "completed":
            return task
        task |= {"status": "completed", "completed_at": text_of(now()), "version": task["version"] + 1}
        self.changed(task, "completed")
        rule = task.get("recurrence_rule")
        if rule and task.get("due_at"):
            days = 1 if "DAILY" in rule.upper() else 7 if "WEEKLY" in rule.upper() else 30
            copied = {n: v for n, v in task.items() if n not in ("id", "status", "completed_at", "version", "remind_at")}
            copied |= {"due_at": text_of(moment_of(task["due_at"]) + dt.timedelta(days=days)), "parent_task_id": identity}
            threading.Timer(0.2, self.create, [copied]).start()
        return task

    def reopen(self, identity):
        task = self.task(identity)
        task |= {"status": "pending", "version": task["version"] + 1}
        task.pop("completed_at", None)
        self.changed(task, "updated")
        return task

    def delete(self, identity):
        task = self.task(identity)
        del self.tasks[identity]
        self.changed(task, "deleted")

    def list(self, query):
        one = {name: values[0] for name, values in query.items()}
        found = list(self.tasks.values())
        if "search" in one:
            found = [t for t in found if one["search"].lower() in (t["title"] + t.get("description", "")).lower()]
        for name in ("status", "priority"):
            if name in one:
                found = [t for t in found if t[name] in one[name].split(",")]
        if "tags" in one:
            found = [t for t in found if set(one["tags"].split(",")) <= set(t["tags"])]
        for name, field in (("has_due_date", "due_at"), ("is_recurring", "recurrence_rule")):
            if name in one:
                found = [t for t in found if (field in t) == (one[name] == "true")]
        sort, descending = one.get("sort", "created_at"), one.get("order") == "desc"
        have = [t for t in found if sort in t]
        have.sort(key=lambda t: PRIORITIES.index(t[sort]) if sort == "priority" else t[sort].lower(), reverse=descending)
        found = have + [t for t in found if sort not in t]
        start, limit = int(one.get("cursor", 0)), int(one.get("limit", 50))
        more = start + limit < len(found)
        return {"tasks": found[start : start + limit], "next": str(start + limit) if more else None, "total": len(found)}

    # Chat

    def answer(self, text, conversation):
        waiting = self.conversations.setdefault(conversation, {})
        low = text.lower().strip()
        if waiting.get("delete") and low in ("yes", "no"):
            identity = waiting.pop("delete")
            if low == "no":
                return "Good, it stays.", []
            self.delete(identity)
            return "Deleted.", [{"name": "delete_task", "arguments": {"id": identity}, "result": "deleted"}]
        found = re.match(r"remind me to (.+) in (\d+) (second|minute|hour)s?$", low)
        if found:
            title, count, unit = text[13 : 13 + len(found[1])], int(found[2]), found[3]
            at = now() + dt.timedelta(**{unit + "s": count})
            reminder = self.schedule(f"chat-{uuid.uuid4()}", title[0].upper() + title[1:], at)
            return f"I will remind you to {title} in {count} {unit}s.", [{"name": "set_reminder", "arguments": {"title": title}, "result": reminder}]
        found = re.match(r"add (.+)$", text, re.I)
        if found:
            words = found[1].split()
            tags = [w[1:] for w in words if w.startswith("#")]
            task = self.create({"title": " ".join(w for w in words if not w.startswith("#")), "tags": tags})
            return f"Added “{task['title']}”.", [{"name": "add_task", "arguments": {"title": task["title"]}, "result": task}]
        found = re.match(r"delete (.+)$", text, re.I)
        if found:
            for task in self.tasks.values():
                if found[1].lower() in task["title"].lower():
                    waiting["delete"] = task["id"]
                    return f"Delete “{task['title']}”? Please answer yes or no.", []
            return "There is no such task.", []
        return "I did not understand that. Try “add …” or “remind me to … in 5 minutes”.", []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, value=None, headers=(), kind="application/json"):
        body = b"" if value is None else value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        if value is not None:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, text in headers:
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def event(self, name, value):
        self.wfile.write(f"event: {name}\ndata: {json.dumps(value)}\n\n".encode())
        self.wfile.flush()

    def handle_any(self):
        address = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(address.query)
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        try:
            if address.path == "/":
                page = PAGE.read_text()
                return self.reply(200, page.encode(), [("Content-Security-Policy", policy(page))], "text/html; charset=utf-8")
            given = self.headers.get("Authorization", "").removeprefix("Bearer ") or query.get("access_token", [""])[0]
            if given != TOKEN:
                raise Problem(401, "A token is needed.")
            parts = [urllib.parse.unquote(part) for part in address.path.strip("/").split("/")[1:]]
            self.route(self.command, parts, query, json.loads(raw) if raw else {})
        except Problem as problem:
            body = {"type": "about:blank", "title": "Problem", "status": problem.status, "detail": problem.detail}
            if problem.errors:
                body["errors"] = problem.errors
            self.reply(problem.status, body, kind="application/problem+json")
        except (BrokenPipeError, ConnectionResetError):
            pass

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

    def route(self, method, parts, query, body):
        store = self.server.store
        if parts and parts[0] in store.broken:
            raise Problem(503, f"The {parts[0]} are out of reach.")
        if parts == ["live"]:
            return self.live(store)
        if len(parts) == 2 and parts[1] == "chat":
            return self.chat(store, body)
        version = self.headers.get("If-Match")
        with store.lock:
            match (method, *parts):
                case ("GET", "me"):
                    self.reply(200, {"user_id": USER, "time_zone": store.preferences["time_zone"], "is_operator": False})
                case ("GET", "tasks"):
                    self.reply(200, store.list(query))
                case ("POST", "tasks"):
                    self.reply(201, store.create(body))
                case ("GET", "tasks", identity):
                    self.reply(200, store.task(identity))
                case ("PATCH", "tasks", identity):
                    self.reply(200, store.update(identity, body, version))
                case ("DELETE", "tasks", identity):
                    store.delete(identity)
                    self.reply(204)
                case ("PATCH", "tasks", identity, "complete"):
                    self.reply(200, store.complete(identity))
                case ("POST", "tasks", identity, "reopen"):
                    self.reply(200, store.reopen(identity))
                case ("GET", "reminders"):
                    waiting = [r for r in store.reminders.values() if r["state"] == "scheduled"]
                    self.reply(200, {"reminders": sorted(waiting, key=lambda r: r["remind_at"])})
                case ("POST", "reminders"):
                    at = moment_of(body["remind_at"]) if "remind_at" in body else now() + dt.timedelta(seconds=seconds_of(body["delay"]))
                    self.reply(201, store.schedule(f"page-{uuid.uuid4()}", body["title"], at))
                case ("POST", "reminders", identity, "snooze"):
                    if identity not in store.reminders:
                        raise Problem(404, "There is no such reminder.")
                    at = moment_of(body["until"]) if "until" in body else now() + dt.timedelta(seconds=seconds_of(body["delay"]))
                    known = store.reminders[identity]
                    self.reply(200, store.schedule(identity, known["title"], at, known["task_id"]))
                case ("DELETE", "reminders", identity):
                    store.cancel(identity)
                    self.reply(204)
                case ("GET", "inbox"):
                    limit, start = int(query.get("limit", ["20"])[0]), int(query.get("cursor", ["0"])[0])
                    page = store.entries[start : start + limit]
                    after = str(start + limit) if start + limit < len(store.entries) else None
                    self.reply(200, {"entries": page, "unread": store.unread(), "next": after})
                case ("POST", "inbox", "read-all"):
                    for entry in store.entries:
                        entry["read"] = True
                    self.reply(204)
                case ("POST", "inbox", identity, "read"):
                    for entry in store.entries:
                        entry["read"] |= entry["id"] == identity
                    self.reply(204)
                case ("GET", "preferences"):
                    self.reply(200, store.preferences)
                case ("PUT", "preferences"):
                    if "email" in body["channels"] and "@" not in body.get("email", ""):
                        raise Problem(422, "One field is wrong.", [{"field": "email", "message": "is no e-mail address"}])
                    store.preferences = body
                    self.reply(200, body)
                case _:
                    raise Problem(404, "There is nothing here.")

    def live(self, store):
        self.stream()
        mine = queue.Queue()
        store.listeners.add(mine)
        try:
            self.wfile.write(b": hello\n\n")
            self.wfile.flush()
            while True:
                try:
                    self.event(*mine.get(timeout=5))
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                    self.wfile.flush()
        finally:
            store.listeners.discard(mine)

    def chat(self, store, body):
        conversation = body.get("conversation_id") or str(uuid.uuid4())
        with store.lock:
            message, tools = store.answer(body["message"], conversation)
        if self.headers.get("Accept") != "text/event-stream":
            return self.reply(200, {"message": message, "tools_invoked": tools, "conversation_id": conversation})
        self.stream()
        for tool in tools:
            self.event("tool", tool)
        self.event("message", {"message": message})
        self.event("done", {"conversation_id": conversation})


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def serve(port=0):
    """Starts the stub on a loopback port; returns its server, with the `store` to look into."""
    server = Server(("127.0.0.1", port), Handler)
    server.store = Store()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    running = serve(8000)
    print(f"http://127.0.0.1:8000/#token={TOKEN}")
    threading.Event().wait()
