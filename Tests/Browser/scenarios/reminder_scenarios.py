import datetime as dt

from case import PageCase


def soon(**span):
    return (dt.datetime.now(dt.timezone.utc) + dt.timedelta(**span)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Reminders(PageCase):
    def test_a_reminder_arrives_and_is_snoozed(self):
        """“remind me in 3 seconds” arrives in the inbox without loading anew, and is snoozed from there"""
        self.open()
        self.say(f"remind me to call mum {self.word} in 3 seconds")
        self.on_line(self.word)
        entry = self.entry(self.word)
        self.assert_not_reloaded()
        self.assertIn("unread", entry.get_attribute("class"))
        self.browser.shows("#toasts", self.word)
        self.browser.until(lambda: self.browser.driver.title.startswith("("), "the number of unread in the title")
        self.browser.until(lambda: self.browser.text("#upcoming").count(self.word) == 0, "it to leave the time line")
        self.press_button(lambda: self.entry(self.word), "button[aria-label^=Snooze]", "Snooze")
        self.browser.one("#menu button").click()
        self.browser.shows("#toasts", "Snoozed")
        self.on_line(self.word)
        self.browser.until(lambda: "unread" not in self.entry(self.word).get_attribute("class"), "the entry to be read")
        again = next(r for r in self.api.reminders() if self.word in r["title"])
        wait = dt.datetime.fromisoformat(again["remind_at"].replace("Z", "+00:00")) - dt.datetime.now(dt.timezone.utc)
        self.assertTrue(550 < wait.total_seconds() < 610, f"ten minutes, not {wait}")

    def test_done_from_the_inbox(self):
        """a task's reminder arrives, and Done in the inbox completes the task"""
        task = self.api.create(f"tea {self.word}", remind_at=soon(seconds=2))
        self.open()
        self.entry(self.word)
        self.press_button(lambda: self.entry(self.word), "button[aria-label^='Done']", "Done")
        self.api.until(lambda: self.api.call("GET", f"/api/tasks/{task['id']}")["status"] == "completed", "the task to be done")
        self.browser.until(lambda: "unread" not in self.entry(self.word).get_attribute("class"), "the entry to be read")

    def test_read_all(self):
        """marking all as read takes the number away"""
        self.api.call("POST", "/api/reminders", {"title": f"one {self.word}", "delay": "1s"})
        self.open()
        self.entry(self.word)
        self.browser.click("#read-all")
        self.browser.until(lambda: self.browser.driver.title == "Punctual", "no number in the title")
        self.assertFalse([e for e in self.browser.all("[data-unread]") if e.is_displayed()])

    def test_the_time_line(self):
        """the time line places reminders by time, snoozes, and cancels after a question"""
        self.api.call("POST", "/api/reminders", {"title": f"first {self.word}", "remind_at": soon(hours=2)})
        self.api.call("POST", "/api/reminders", {"title": f"second {self.word}", "remind_at": soon(hours=9)})
        self.open()
        self.browser.run("document.querySelector('[name=scale][value=hours]').click()")
        first, second = self.on_line(f"first {self.word}"), self.on_line(f"second {self.word}")
        self.assertLess(first.location["y"] + 60, second.location["y"])
        dots = self.browser.run("return [...document.querySelectorAll('#line .dot')].map(d => Number(d.getAttribute('cy')))")
        self.assertEqual(dots, sorted(dots))
        self.press_button(lambda: self.on_line(f"first {self.word}"), "button[aria-label^=Snooze]", "Snooze")
        self.browser.until(lambda: [b for b in self.browser.all("#menu button") if "1 hour" in b.text], "the choice")[0].click()
        self.browser.shows("#toasts", "Snoozed")
        self.press_button(lambda: self.on_line(f"second {self.word}"), "button[aria-label^=Cancel]", "Cancel")
        self.browser.one("#confirm [data-close]").click()
        self.press_button(lambda: self.on_line(f"second {self.word}"), "button[aria-label^=Cancel]", "Cancel")
        self.browser.click("#confirm-yes")
        self.browser.hides("#line", f"second {self.word}")
        left = [r["title"] for r in self.api.reminders() if self.word in (r["title"] or "")]
        self.assertEqual(left, [f"first {self.word}"])
