"""What every test of the page has: the browser, the API beside it, and that nothing went wrong unseen."""

import os
import re
import unittest
import uuid

from api import API
from browser import Browser

# What Chromium itself writes to the console about an answer with an error status, which the page shows in its own way.
ANSWER = re.compile(r"Failed to load resource: the server responded with a status of (\d+)|net::ERR_")


class PageCase(unittest.TestCase):
    url = os.environ.get("PUNCTUAL_TEST_URL", "").rstrip("/")
    token = os.environ.get("PUNCTUAL_TEST_TOKEN", "")
    shots = os.environ.get("PUNCTUAL_TEST_SHOTS")
    browser: Browser
    #: Statuses that the test provokes; `0` is a server that is away.
    expected: set[int] = set()
    #: Whether the offer of the browser's zone is what the test is about.
    wants_offer = False

    def setUp(self):
        self.api = API(self.url, self.token)
        self.word = "t" + uuid.uuid4().hex[:7]
        self.expected = set()
        self.browser.surroundings()
        self.browser.forget(self.url)
        self.addCleanup(self.api.remove, self.word)

    def tearDown(self):
        if self.shots:
            self.browser.driver.save_screenshot(f"{self.shots}/{self.id().split('.')[-1]}.png")
        self.assertEqual(self.unexpected(), [])

    def unexpected(self):
        """What the policy refused, uncaught errors, and the console."""
        seen = self.browser.run("return window.seen || { refused: [], errors: [] }")
        found = seen["refused"] + seen["errors"]
        for entry in self.browser.driver.get_log("browser"):
            answer = ANSWER.search(entry["message"])
            if answer and int(answer[1] or 0) in self.expected:
                continue
            if entry["level"] in ("WARNING", "SEVERE"):
                found.append(entry["message"])
        return found

    def open(self, url=None, place=""):
        self.browser.driver.get(f"{url or self.url}/#token={self.token}")
        self.browser.until(lambda: self.browser.run("return document.getElementById('link').dataset.on === 'true'"), "the live connection")
        self.browser.run("window.stays = true")
        if not self.wants_offer:
            # Who never said where they are is offered the browser's zone, which lies over what is looked at here.
            self.browser.run("for (const t of document.querySelectorAll('.toast')) if (t.innerText.includes('Times are shown in UTC')) t.querySelector('.plain').click()")
        if place:
            self.browser.run("location.hash = arguments[0]", place)

    def assert_not_reloaded(self):
        self.assertTrue(self.browser.run("return window.stays"), "the page was loaded anew")

    def look_for(self, text):
        self.browser.write("#search", text)

    def say(self, text):
        self.browser.write("#message", text)
        self.browser.click("#send")

    def row(self, title):
        """The list's row of a task, once it is there."""
        script = "return [...document.querySelectorAll('#list .task')].find(r => r.querySelector('.name').textContent === arguments[0])"
        return self.browser.until(lambda: self.browser.run(script, title), f"“{title}” in the list")

    def titles(self):
        return self.browser.run("return [...document.querySelectorAll('#list .name')].map(e => e.textContent)")

    def shows_titles(self, *wanted):
        self.browser.until(lambda: self.titles() == list(wanted), f"the list {wanted}, which is {self.titles()}")

    def in_row(self, title, selector):
        return self.browser.until(lambda: self.row(title).find_element("css selector", selector), f"{selector} of “{title}”")

    def click_in(self, title, selector):
        self.press_button(lambda: self.row(title), selector, f"{selector} of “{title}” to be clicked")

    def press_button(self, find, selector, what):
        """Clicks a control in what `find` finds, again when it was drawn anew meanwhile."""

        def attempt():
            find().find_element("css selector", selector).click()
            return True

        self.browser.until(attempt, what)

    def has_row(self, title):
        return title in self.titles()

    def entry(self, title):
        script = "return [...document.querySelectorAll('#entries .entry')].find(r => r.querySelector('.title').textContent.includes(arguments[0]))"
        return self.browser.until(lambda: self.browser.run(script, title), f"“{title}” in the inbox")

    def on_line(self, title):
        script = "return [...document.querySelectorAll('#line li')].find(r => (r.querySelector('.title') || r).textContent.includes(arguments[0]))"
        return self.browser.until(lambda: self.browser.run(script, title), f"“{title}” on the time line")
