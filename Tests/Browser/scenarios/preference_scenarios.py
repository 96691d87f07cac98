from case import PageCase


class Preferences(PageCase):
    def setUp(self):
        super().setUp()
        before = self.api.call("GET", "/api/preferences")
        self.addCleanup(self.api.call, "PUT", "/api/preferences", before)

    def fill(self, **fields):
        self.browser.click("#open-preferences")
        self.browser.one("#preferences")
        for name, value in fields.items():
            if isinstance(value, bool):
                script = "const b = document.querySelector(`#preferences ${arguments[0]}`); if (b.checked !== arguments[1]) b.click()"
                self.browser.run(script, f"[value={name}]", value)
            else:
                self.browser.choose(f"#preferences [name={name}]", value)

    def save(self):
        self.browser.click("#preferences .feet .main")

    def test_the_zone_decides(self):
        """times are shown and meant in the zone of the preferences, whatever the browser's"""
        task = self.api.create(f"tea {self.word}", due_at="2031-07-01T10:00:00Z")
        self.open()
        self.fill(time_zone="Asia/Tokyo")
        self.save()
        self.browser.shows("#today", "Tokyo")
        self.look_for(self.word)
        self.browser.until(lambda: "7:00" in self.row(f"tea {self.word}").text or "19:00" in self.row(f"tea {self.word}").text, "the time in Tokyo")
        self.click_in(f"tea {self.word}", ".name")
        self.browser.choose("#editor [name=time_zone]", "Asia/Tokyo")
        self.browser.set_time("#editor [name=due_at]", "2031-07-02T08:15")
        self.browser.click("#editor .feet .main")
        self.api.until(lambda: self.api.call("GET", f"/api/tasks/{task['id']}")["due_at"][:16] == "2031-07-01T23:15", "the due time")

    def test_the_browser_knows_where_it_is(self):
        """who has UTC because they never said where they are is offered the browser's zone, once"""
        self.wants_offer = True
        self.api.call("PUT", "/api/preferences", {"time_zone": "UTC", "channels": ["inbox", "log"], "quiet_hours": None})
        self.open()
        self.browser.shows("#toasts", "America/New York")
        self.browser.until(lambda: [b for b in self.browser.all("#toasts button") if b.text == "Use that"], "the offer")[0].click()
        self.browser.shows("#today", "New York")
        self.assertEqual(self.api.call("GET", "/api/preferences")["time_zone"], "America/New_York")
        self.api.call("PUT", "/api/preferences", {"time_zone": "UTC", "channels": ["inbox", "log"], "quiet_hours": None})
        self.browser.driver.refresh()
        self.browser.shows("#today", "UTC")
        self.assertEqual(self.browser.text("#toasts"), "")

    def test_quiet_hours_and_channels(self):
        """channels and quiet hours are kept"""
        self.open()
        self.fill(inbox=True, log=True, email=True, on=True)
        self.browser.choose("#preferences [name=email]", "ada@example.org")
        self.browser.set_time("#preferences [name=quiet_from]", "21:30")
        self.browser.set_time("#preferences [name=quiet_to]", "06:45")
        self.save()
        self.browser.shows("#toasts", "Preferences saved")
        now = self.api.call("GET", "/api/preferences")
        self.assertEqual(now["quiet_hours"], {"from": "21:30", "to": "06:45"})
        self.assertEqual((sorted(now["channels"]), now["email"]), (["email", "inbox", "log"], "ada@example.org"))

    def test_what_is_refused_is_told_at_the_field(self):
        """an address that is none is told at its field"""
        self.expected = {422}
        self.open()
        self.fill(email=True)
        self.browser.choose("#preferences [name=email]", "nobody")
        self.save()
        self.browser.one("#preferences .wrong")
        self.assertEqual(self.browser.focused.get_attribute("name"), "email")
        self.fill_zone_wrong()

    def fill_zone_wrong(self):
        self.browser.choose("#preferences [name=time_zone]", "Atlantis/Capital")
        self.save()
        self.browser.shows("#preferences .wrong", "no time zone")
