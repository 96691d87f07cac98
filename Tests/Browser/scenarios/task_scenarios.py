import datetime as dt
import urllib.error

from case import PageCase
from selenium.webdriver.common.by import By


class Tasks(PageCase):
    def test_add_with_one_line(self):
        """one line adds a task; an empty one is told at the field"""
        self.open()
        self.look_for(self.word)
        self.browser.click("#add button")
        self.browser.shows("#add-wrong", "What is to be done")
        self.browser.write("#add-title", f"sweep {self.word}\n")
        self.row(f"sweep {self.word}")
        self.assertEqual(self.browser.text("#add-wrong"), "")
        self.assertEqual(self.browser.focused.get_attribute("id"), "add-title")

    def test_a_recurring_task_and_the_next(self):
        """a weekly task is made in words, completed, and the next one appears a week later"""
        title = f"water plants {self.word}"
        self.open()
        self.look_for(self.word)
        self.browser.write("#add-title", title)
        self.browser.click("#add-more")
        form = "#editor form"
        due = (dt.datetime.now() + dt.timedelta(days=1)).strftime("%Y-%m-%dT18:00")
        self.browser.set_time(f"{form} [name=due_at]", due)
        self.browser.choose(f"{form} [name=reminder]", "30")
        self.browser.choose(f"{form} [name=repeat]", "WEEKLY")
        self.browser.shows("#words", "Every week.")
        self.browser.click(f"{form} .feet .main")
        self.assertIn("every week", self.row(title).text)
        made = self.api.search(self.word)[0]
        self.assertEqual((made["recurrence_rule"], made["reminder_offset_minutes"]), ("FREQ=WEEKLY", 30))
        self.click_in(title, ".ring")
        self.browser.shows("#toasts", "The next one follows")
        new = self.api.until(lambda: [t for t in self.api.search(self.word) if t["status"] == "pending"], "the next one")[0]
        self.assertEqual(new["parent_task_id"], made["id"])
        script = "return [...document.querySelectorAll('#list .task')].some(r => r.dataset.id === arguments[0])"
        self.browser.until(lambda: self.browser.run(script, new["id"]), "the next one in the list")
        self.assert_not_reloaded()
        days = dt.datetime.fromisoformat(new["due_at"].replace("Z", "+00:00")) - dt.datetime.fromisoformat(made["due_at"].replace("Z", "+00:00"))
        self.assertEqual(round(days.total_seconds() / 86400), 7)
        self.on_line_at_weeks(title)

    def on_line_at_weeks(self, title):
        self.browser.run("document.querySelector('[name=scale][value=weeks]').click()")
        self.on_line(title)

    def test_complete_undo(self):
        """completing can be undone, and what is done is found under Done"""
        title = f"post letter {self.word}"
        self.api.create(title)
        self.open()
        self.look_for(self.word)
        self.click_in(title, ".ring")
        self.browser.until(lambda: not self.has_row(title), "it to leave the open ones")
        self.browser.run("document.querySelector('[name=which][value=completed]').click()")
        self.assertEqual(self.in_row(title, ".ring").get_attribute("aria-checked"), "true")
        self.browser.until(lambda: [b for b in self.browser.all("#toasts button") if b.text == "Undo"], "Undo")[0].click()
        self.browser.until(lambda: not self.has_row(title), "it to leave the done ones")
        self.assertEqual(self.api.search(self.word)[0]["status"], "pending")

    def test_delete_asks(self):
        """deleting asks; Keep and Escape keep the task"""
        title = f"throw away {self.word}"
        self.api.create(title)
        self.open()
        self.look_for(self.word)
        for how in ("[data-close]", "escape"):
            self.click_in(title, ".acts button")
            self.browser.shows("#confirm-title", title)
            self.browser.press("\ue00c") if how == "escape" else self.browser.click(f"#confirm {how}")
            self.browser.until(lambda: not self.browser.run("return document.getElementById('confirm').open"), "the question to close")
        self.assertEqual(len(self.api.search(self.word)), 1)
        self.click_in(title, ".acts button")
        self.browser.click("#confirm-yes")
        self.browser.until(lambda: not self.has_row(title), "it to be gone")
        self.assertEqual(self.api.search(self.word), [])

    def test_edit(self):
        """every field is edited and comes back; only what changed is sent"""
        task = self.api.create(f"draft {self.word}", description="before", tags=["kept"], time_zone="Europe/Vienna")
        self.open()
        self.look_for(self.word)
        self.click_in(f"draft {self.word}", ".name")
        form = "#editor form"
        self.browser.write(f"{form} [name=title]", f"letter {self.word}")
        self.browser.set_time(f"{form} [name=due_at]", "2031-07-04T09:30")
        self.browser.choose(f"{form} [name=reminder]", "at")
        self.browser.set_time(f"{form} [name=remind_at]", "2031-07-03T20:00")
        self.browser.run("document.querySelector('#editor [name=priority][value=high]').click()")
        self.browser.choose(f"{form} [name=status]", "in_progress")
        self.browser.choose(f"{form} [name=repeat]", "MONTHLY")
        self.browser.choose(f"{form} [name=monthly]", "BYMONTHDAY=-1")
        self.browser.choose(f"{form} [name=ends]", "count")
        self.browser.write(f"{form} [name=count]", "5")
        self.browser.shows("#words", "Every month on the last day, 5 times.")
        self.browser.click(f"{form} .feet .main")
        self.row(f"letter {self.word}")
        now = self.api.call("GET", f"/api/tasks/{task['id']}")
        self.assertEqual(now["due_at"][:19], "2031-07-04T07:30:00")
        self.assertEqual(now["remind_at"][:19], "2031-07-03T18:00:00")
        self.assertEqual((now["priority"], now["status"], now["tags"]), ("high", "in_progress", ["kept"]))
        self.assertEqual(now["recurrence_rule"], "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=5")
        self.assertEqual(now["description"], "before")
        self.click_in(f"letter {self.word}", ".name")
        self.assertEqual(self.browser.one(f"{form} [name=due_at]").get_attribute("value"), "2031-07-04T09:30")
        self.assertEqual(self.browser.one(f"{form} [name=monthly]").get_attribute("value"), "BYMONTHDAY=-1")

    def test_what_the_server_refuses_is_told_at_the_field(self):
        """what the server refuses is told at the field, by which it is described and which has the focus"""
        self.expected = {422}
        self.api.create(f"short {self.word}")
        self.open()
        self.look_for(self.word)
        self.click_in(f"short {self.word}", ".name")
        self.browser.run("document.querySelector('#editor [name=title]').value = arguments[0]", "x" * 256)
        self.browser.click("#editor .feet .main")
        self.browser.one("#editor .wrong")
        field = self.browser.focused
        self.assertEqual((field.get_attribute("name"), field.get_attribute("aria-invalid")), ("title", "true"))
        self.assertIn("255", self.browser.driver.find_element(By.ID, field.get_attribute("aria-describedby")).text)

    def test_two_writers(self):
        """a change elsewhere meanwhile is told, what was written stays, and saving again keeps it"""
        self.expected = {412}
        task = self.api.create(f"shared {self.word}")
        self.open()
        self.look_for(self.word)
        self.click_in(f"shared {self.word}", ".name")
        self.api.call("PATCH", f"/api/tasks/{task['id']}", {"priority": "urgent"})
        self.browser.write("#editor [name=title]", f"mine {self.word}")
        self.browser.click("#editor .feet .main")
        self.browser.shows("#editor .say", "changed elsewhere")
        self.assertIn("priority", self.browser.text("#editor .say"))
        self.browser.click("#editor .feet .main")
        self.row(f"mine {self.word}")
        now = self.api.call("GET", f"/api/tasks/{task['id']}")
        self.assertEqual((now["title"], now["priority"]), (f"mine {self.word}", "urgent"))

    def test_a_change_elsewhere_shows(self):
        """what is changed elsewhere shows without loading anew"""
        task = self.api.create(f"before {self.word}")
        self.open()
        self.look_for(self.word)
        self.row(f"before {self.word}")
        self.api.call("PATCH", f"/api/tasks/{task['id']}", {"title": f"after {self.word}"})
        self.row(f"after {self.word}")
        try:
            self.api.call("DELETE", f"/api/tasks/{task['id']}")
        except urllib.error.HTTPError as error:
            self.fail(f"deleting failed: {error}")
        self.browser.until(lambda: not self.titles(), "the list to be empty")
        self.assert_not_reloaded()
