from case import PageCase
from selenium.webdriver.common.keys import Keys


class Keyboard(PageCase):
    def tab_to(self, wanted, back=False, most=60):
        """Presses Tab until the control of that name or selector has the focus."""
        for _ in range(most):
            self.browser.press(Keys.SHIFT + Keys.TAB if back else Keys.TAB)
            if self.browser.run("return document.activeElement.matches(arguments[0])", wanted):
                return self.browser.focused
        self.fail(f"no way by Tab to {wanted}; the focus is on {self.browser.focus_name()}")

    def type_on(self, find, key):
        def attempt():
            find().send_keys(key)
            return True

        self.browser.until(attempt, "a key to be pressed")

    def assert_focus_shows(self):
        shown = self.browser.run(
            "let e = document.activeElement; const s = getComputedStyle(e.matches('.choice input, .days input') ? e.nextElementSibling : e);"
            "return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2"
        )
        self.assertTrue(shown, f"the focus on {self.browser.focus_name()} cannot be seen")

    def test_a_day_without_a_mouse(self):
        """by keyboard alone: skip, add, edit, complete, undo, delete; the focus is seen at every step and never lost"""
        title = f"fold {self.word}"
        self.open()
        self.browser.run("document.activeElement.blur()")
        self.browser.press(Keys.TAB)
        self.assertIn("skip", self.browser.focused.get_attribute("class"))
        self.assert_focus_shows()
        self.browser.press(Keys.ENTER)
        self.browser.until(lambda: self.browser.focused.get_attribute("id") == "h-tasks", "the focus on the tasks")
        self.tab_to("#add-title")
        self.assert_focus_shows()
        self.browser.press(title, Keys.ENTER)
        self.browser.until(lambda: self.has_row(title), "the task")
        self.tab_to("#search")
        self.browser.press(self.word)
        self.shows_titles(title)

        self.tab_to(".task .name")
        self.assert_focus_shows()
        self.browser.press(Keys.ENTER)
        self.browser.until(lambda: self.browser.focused.get_attribute("name") == "title", "the focus in the editor")
        self.tab_to("[name=priority]")
        self.assert_focus_shows()
        self.browser.press(Keys.ARROW_RIGHT)
        self.browser.press(Keys.ENTER)
        self.browser.until(lambda: "high" in self.row(title).text, "the priority")
        self.browser.until(lambda: "name" in (self.browser.focused.get_attribute("class") or ""), "the focus back on the task")

        self.tab_to(".task .ring", back=True)
        self.assert_focus_shows()
        self.browser.press(Keys.SPACE)
        self.browser.until(lambda: not self.has_row(title), "the task to leave the open ones")
        self.browser.until(lambda: self.browser.focused.tag_name != "body", "the focus to be somewhere")
        self.tab_to("#toasts button", most=90)
        self.assert_focus_shows()
        self.browser.press(Keys.ENTER)
        self.browser.until(lambda: self.has_row(title), "the task again")
        self.browser.until(lambda: self.browser.focused.tag_name != "body", "the focus to be somewhere")

        self.tab_to(".task .acts button", most=90)
        self.browser.press(Keys.ENTER)
        self.browser.until(lambda: self.browser.focused.text == "Keep", "the focus on what does no harm")
        self.tab_to("#confirm-yes")
        self.browser.press(Keys.ENTER)
        self.browser.until(lambda: not self.has_row(title), "the task to be gone")
        self.browser.until(lambda: self.browser.focused.tag_name != "body", "the focus to be somewhere")

    def test_dialogs_give_the_focus_back(self):
        """Escape closes a dialog and a menu, and the focus is where it was"""
        self.api.create(f"peek {self.word}")
        self.api.call("POST", "/api/reminders", {"title": f"later {self.word}", "delay": "2h"})
        self.open()
        self.look_for(self.word)
        for key in (Keys.ENTER, Keys.SPACE):
            self.type_on(lambda: self.in_row(f"peek {self.word}", ".name"), key)
            self.browser.one("#editor")
            self.browser.press(Keys.ESCAPE)
            self.browser.until(lambda: self.browser.focused.text == f"peek {self.word}", "the focus back")
        self.type_on(lambda: self.on_line(self.word).find_element("css selector", "button[aria-label^=Snooze]"), Keys.ENTER)
        self.browser.until(lambda: self.browser.run("return document.activeElement.closest('#menu') !== null"), "the focus in the menu")
        self.browser.press(Keys.ESCAPE)
        self.browser.until(lambda: "Snooze later" in (self.browser.focused.get_attribute("aria-label") or ""), "the focus back")

    def test_chat_by_keyboard(self):
        """Enter sends, Shift and Enter makes a line; the conversation is a log that is spoken"""
        self.open()
        field = self.browser.one("#message")
        field.send_keys("add write a note ", Keys.SHIFT + Keys.ENTER)
        self.assertIn("\n", field.get_attribute("value"))
        field.send_keys(Keys.BACKSPACE, self.word, Keys.ENTER)
        self.browser.until(lambda: len(self.api.search(self.word)) == 1, "the task")
        self.assertEqual(self.browser.one("#log").get_attribute("role"), "log")
        self.assertEqual(self.browser.focused.get_attribute("id"), "message")

    def test_arrivals_are_spoken(self):
        """what arrives and what is done is put into the live region"""
        self.open()
        self.browser.run(
            "window.said = []; new MutationObserver(() => said.push(document.getElementById('say').textContent))"
            ".observe(document.getElementById('say'), { childList: true, characterData: true, subtree: true })"
        )
        self.api.call("POST", "/api/reminders", {"title": f"listen {self.word}", "delay": "1s"})
        self.browser.until(lambda: any(f"listen {self.word}" in text for text in self.browser.run("return said")), "the arrival to be spoken")
