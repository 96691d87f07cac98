from case import PageCase


class Finding(PageCase):
    def test_filters(self):
        """state, priority, tags, due date, repetition and order narrow the list; Reset shows all"""
        a, b, c, d = (f"{name} {self.word}" for name in ("apples", "bread", "cherries", "dates"))
        self.api.create(a, priority="urgent", tags=["red", self.word], due_at="2031-01-03T10:00:00Z")
        self.api.create(b, priority="low", tags=["brown"], due_at="2031-01-01T10:00:00Z", recurrence_rule="FREQ=DAILY")
        self.api.create(c, tags=["red"])
        done = self.api.create(d)
        self.api.call("PATCH", f"/api/tasks/{done['id']}/complete")
        self.open()
        self.look_for(self.word)
        self.shows_titles(b, a, c)
        pick = self.browser.run
        pick("document.querySelector('[name=which][value=completed]').click()")
        self.shows_titles(d)
        pick("document.querySelector('[name=which][value=\"\"]').click()")
        self.browser.until(lambda: len(self.titles()) == 4, "all four")
        pick("document.querySelector('[name=which]').click()")
        self.browser.click("#filters summary")
        form = "#filters form"
        self.browser.choose(f"{form} [name=priority]", "urgent")
        self.shows_titles(a)
        self.browser.choose(f"{form} [name=priority]", "")
        self.browser.write(f"{form} [name=tags]", "red")
        self.shows_titles(a, c)
        self.browser.shows("#filter-word", "1 filter on")
        self.browser.choose(f"{form} [name=has_due_date]", "false")
        self.shows_titles(c)
        self.browser.choose(f"{form} [name=has_due_date]", "")
        self.browser.write(f"{form} [name=tags]", f"red, {self.word}")
        self.shows_titles(a)
        self.browser.write(f"{form} [name=tags]", " ")
        self.browser.choose(f"{form} [name=is_recurring]", "true")
        self.shows_titles(b)
        self.browser.choose(f"{form} [name=is_recurring]", "")
        self.browser.choose(f"{form} [name=sort]", "title")
        self.browser.choose(f"{form} [name=order]", "desc")
        self.shows_titles(c, b, a)
        self.browser.click("#clear-filters")
        self.assertEqual(self.browser.run("return document.getElementById('search').value"), "")

    def test_nothing_matches(self):
        """an empty list says why, and leads out"""
        self.open()
        self.look_for(self.word)
        self.browser.shows("#list", "Nothing matches")
        self.browser.click("#list .empty button")
        self.browser.hides("#list", "Nothing matches")

    def test_pages(self):
        """more than a page is shown on demand, and the focus is on the first of the new ones"""
        for number in range(53):
            self.api.create(f"page {self.word} {number:02}")
        self.api.create(f"other {self.word}")
        self.open()
        self.look_for(f"page {self.word}")
        self.browser.shows("#total", "53 tasks")
        self.assertEqual(len(self.titles()), 50)
        self.browser.click("#more")
        self.browser.until(lambda: len(self.titles()) == 53, "all of them")
        self.assertEqual(self.browser.focused.text, self.titles()[50])
        self.assertFalse(self.browser.driver.find_element("id", "more").is_displayed())
