import datetime as dt

import accessibility
from case import PageCase


class Appearance(PageCase):
    def fill(self):
        """A bit of everything that the page can show."""
        at = lambda **span: (dt.datetime.now(dt.timezone.utc) + dt.timedelta(**span)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.api.create(f"urgent and late {self.word}", priority="urgent", due_at=at(days=-2), tags=["a", "b"], description="A note of some length")
        self.api.create(f"weekly {self.word}", priority="low", due_at=at(days=2), recurrence_rule="FREQ=WEEKLY;BYDAY=MO,TH", reminder_offset_minutes=60)
        done = self.api.create(f"done {self.word}")
        self.api.call("PATCH", f"/api/tasks/{done['id']}/complete")
        self.api.create("unbroken" * 25 + self.word, tags=["y" * 50])
        self.api.call("POST", "/api/reminders", {"title": f"now {self.word}", "delay": "1s"})
        self.api.call("POST", "/api/reminders", {"title": f"in a while with a rather long title {self.word}", "delay": "20m"})

    def states(self):
        """Brings the page into one state after another; gives their names."""
        self.look_for(self.word)
        self.row(f"weekly {self.word}")
        self.entry(f"now {self.word}")
        for place in ("tasks", "chat", "inbox", "upcoming"):
            self.browser.run("location.hash = arguments[0]", place)
            self.browser.until(lambda p=place: self.browser.run("return document.getElementById('parts').dataset.view") == p, place)
            yield place
        self.browser.run("location.hash = 'chat'")
        self.say(f"delete weekly {self.word}")
        self.browser.one("#log .replies")
        self.say("what is " + "w" * 120)
        self.browser.until(lambda: len(self.browser.all("#log .said.bot:not([aria-busy])")) == 2, "an answer")
        yield "conversation"
        self.browser.run("location.hash = 'tasks'; document.getElementById('filters').open = true; document.querySelector('[name=which][value=\"\"]').click()")
        self.row(f"done {self.word}")
        yield "all tasks and filters"
        self.browser.run("[...document.querySelectorAll('#list .name')].find(n => n.textContent.startsWith('weekly')).click()")
        self.browser.one("#editor")
        self.browser.run("document.querySelector('#editor details').open = true")
        yield "editor"
        self.browser.run("document.getElementById('editor').close(); document.getElementById('open-preferences').click()")
        self.browser.one("#preferences")
        self.browser.run("for (const b of document.querySelectorAll('#preferences [type=checkbox]:not(:checked)')) b.click()")
        yield "preferences"
        self.browser.run("document.getElementById('preferences').close(); document.querySelector('.task .acts button').click()")
        self.browser.one("#confirm")
        yield "question"
        self.browser.run("document.getElementById('confirm').close(); location.hash = 'upcoming'")
        self.browser.until(lambda: self.browser.all("#line .acts button"), "a reminder on the line")
        # A message stays while the pointer is on it, and it may lie over the line.
        self.browser.run("for (const b of document.querySelectorAll('.toast .plain')) b.click()")
        self.press_button(lambda: self.on_line(self.word), "button[aria-label^=Snooze]", "Snooze")
        self.browser.one("#menu")
        yield "menu"
        self.browser.run("document.getElementById('menu').hidePopover()")

    def settle(self):
        self.browser.run("for (const a of document.getAnimations()) a.finish()")

    def check_contrast(self, dark):
        self.browser.surroundings(dark=dark, calm=True)
        self.fill()
        self.open()
        ground = self.browser.run("return getComputedStyle(document.body).backgroundColor")
        self.assertEqual(sum(int(n) for n in ground[4:-1].split(",")) < 200, dark, ground)
        measured = 0
        for state in self.states():
            self.settle()
            got = self.browser.run(accessibility.CONTRAST)
            measured += got["measured"]
            with self.subTest(state):
                self.assertEqual(got["found"], [])
        self.assertGreater(measured, 300)
        self.browser.click("#sign-out")
        self.assertEqual(self.browser.run(accessibility.CONTRAST)["found"], [])

    def test_contrast_in_the_light(self):
        """light: every text reaches 4.5 : 1, large ones and drawings 3 : 1, in every state"""
        self.check_contrast(dark=False)

    def test_contrast_in_the_dark(self):
        """dark: every text reaches 4.5 : 1, large ones and drawings 3 : 1, in every state"""
        self.check_contrast(dark=True)

    def test_names_and_roles(self):
        """every control and landmark has a name as Chromium computes it; headings, ids and references are in order"""
        self.fill()
        self.open()
        self.assertEqual(accessibility.landmarks(self.browser), ["banner", "main", "search"])
        for state in self.states():
            with self.subTest(state):
                self.assertEqual(accessibility.nameless(self.browser), [])
                self.assertEqual(self.browser.run(accessibility.STRUCTURE), [])
        self.browser.click("#sign-out")
        self.assertEqual(accessibility.nameless(self.browser), [])
        self.assertEqual(accessibility.landmarks(self.browser), ["main"])

    def check_width(self, width, height):
        self.browser.surroundings(width, height)
        self.fill()
        self.open()
        for state in self.states():
            wide = self.browser.run("const e = document.scrollingElement; return [e.scrollWidth, e.clientWidth, innerWidth]")
            with self.subTest(state):
                self.assertLessEqual(wide[0], wide[1])
                self.assertEqual(self.browser.run(OUTSIDE), [])
            if self.shots:
                self.browser.driver.save_screenshot(f"{self.shots}/{width}-{state.replace(' ', '-')}.png")

    def test_360_pixels(self):
        """360 pixels: no state scrolls sideways, and nothing sticks out"""
        self.check_width(360, 740)

    def test_320_pixels(self):
        """320 pixels (1280 at 400 %): no state scrolls sideways, and nothing sticks out"""
        self.check_width(320, 512)

    def test_900_pixels(self):
        """900 pixels: no state scrolls sideways, and nothing sticks out"""
        self.check_width(900, 700)

    def test_the_toggle(self):
        """the toggle goes from the system's appearance to light to dark, and is remembered"""
        self.browser.surroundings(dark=True)
        self.open()
        ground = lambda: self.browser.run("return getComputedStyle(document.body).backgroundColor")
        dark = ground()
        self.browser.click("#theme")
        light = ground()
        self.assertNotEqual(light, dark)
        self.browser.driver.refresh()
        self.browser.one("#add-title")
        self.assertEqual(ground(), light)
        self.assertIn("light", self.browser.one("#theme").get_attribute("aria-label"))
        self.browser.surroundings(dark=False)
        self.browser.click("#theme")
        self.assertEqual(ground(), dark)
        self.browser.click("#theme")
        self.assertEqual(ground(), light)

    def test_less_motion(self):
        """nothing moves for whoever wants less motion"""
        self.browser.surroundings(calm=True)
        self.open()
        self.api.call("POST", "/api/reminders", {"title": f"calm {self.word}", "delay": "1s"})
        self.entry(self.word)
        longest = "return Math.max(0, ...document.getAnimations().map(a => a.effect.getComputedTiming().endTime))"
        self.assertLessEqual(self.browser.run(longest), 10)


OUTSIDE = """
const layer = document.querySelector('dialog[open], [popover]:popover-open') || document.body;
return [...layer.querySelectorAll('*')].filter(e => e.checkVisibility() && !e.closest('.unseen, .skip, svg, pre') && !e.matches('option'))
  .filter(e => { const b = e.getBoundingClientRect(); return b.width && (b.right > innerWidth + 1 || b.left < -1); })
  .map(e => `${e.tagName}.${e.className} ${e.id} to ${Math.round(e.getBoundingClientRect().right)}`);
"""
