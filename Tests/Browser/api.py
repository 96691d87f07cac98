"""chat-api as the tests use it beside the page: to prepare, and to see what arrived."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request


class API:
    def __init__(self, url, token):
        self.url, self.token = url.rstrip("/"), token

    def call(self, method, path, body=None, headers=None):
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **(headers or {})},
        )
        with urllib.request.urlopen(request, timeout=15) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def create(self, title, **fields):
        return self.call("POST", "/api/tasks", {"title": title, **fields})

    def search(self, text, **query):
        return self.call("GET", "/api/tasks?" + urllib.parse.urlencode({"search": text, "limit": 100, **query}))["tasks"]

    def reminders(self):
        return self.call("GET", "/api/reminders?limit=100")["reminders"]

    def remove(self, text):
        """What a test made: its tasks and reminders."""
        for task in self.search(text):
            self.quietly("DELETE", f"/api/tasks/{task['id']}")
        for reminder in self.reminders():
            if text in (reminder.get("title") or ""):
                self.quietly("DELETE", f"/api/reminders/{reminder['id']}")

    def quietly(self, method, path):
        try:
            self.call(method, path)
        except urllib.error.HTTPError as error:
            if error.code not in (404, 409):
                raise

    def until(self, condition, what, patience=15):
        deadline = time.monotonic() + patience
        while not (value := condition()):
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {what}")
            time.sleep(0.1)
        return value
