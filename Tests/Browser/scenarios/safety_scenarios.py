import re

from case import PageCase
from proxy import Proxy

HOSTILE = "<img src=x onerror=window.hit=1><script>window.hit=2</script>"


class Safety(PageCase):
    def test_a_hostile_title_stays_text(self):
        """markup in titles, notes, tags, reminders and messages stays text everywhere"""
        title = f"{HOSTILE} {self.word}"
        self.api.create(title, description=HOSTILE, tags=["<b>bold</b>"], due_at="2031-01-01T10:00:00Z")
        self.api.call("POST", "/api/reminders", {"title": title, "delay": "1s"})
        self.api.call("POST", "/api/reminders", {"title": title, "delay": "2h"})
        self.open()
        self.look_for(self.word)
        self.row(title)
        self.entry(title)
        self.on_line(title)
        self.say(f"add {HOSTILE} chat {self.word}")
        self.browser.until(lambda: self.browser.all("#log .said.bot:not([aria-busy])"), "an answer")
        self.click_in(title, ".acts button")
        self.browser.shows("#confirm-title", title)
        self.browser.click("#confirm [data-close]")
        self.click_in(title, ".name")
        self.assertEqual(self.browser.one("#editor [name=title]").get_attribute("value"), title)
        self.assertEqual(self.browser.run("return document.querySelectorAll('img, b, body script ~ script, #app script').length"), 0)
        self.assertIsNone(self.browser.run("return window.hit ?? null"))

    def test_the_policy_holds(self):
        """the policy is there, and refuses foreign code, styles, frames and addresses"""
        self.open()
        policy = self.browser.run("return fetch('/').then(a => a.headers.get('Content-Security-Policy'))")
        for part in ("default-src 'none'", "script-src 'sha256-", "style-src 'sha256-", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"):
            self.assertIn(part, policy)
        self.assertNotIn("unsafe", policy)
        source = self.browser.run("return fetch('/').then(a => a.text())")
        self.assertEqual(re.findall(r"<[a-z][^>]*\s(?:style|on[a-z]+)=", source), [])
        self.assertEqual(re.findall(r"(?:src|href|url\()=?[\"']?(?:https?:)?//", source), [])
        self.assertEqual(self.unexpected(), [])
        self.browser.run("const s = document.createElement('script'); s.textContent = 'window.hit = 1'; document.body.append(s)")
        self.assertIsNone(self.browser.run("return window.hit ?? null"))
        self.assertIn("script-src-elem", self.browser.run("return seen.refused.join()"))
        self.browser.run("seen.refused.length = 0")
        self.browser.driver.get_log("browser")

    def test_a_lost_connection(self):
        """when the server is away the page says so, keeps what it shows, and catches up by itself"""
        self.expected = {0}
        proxy = Proxy(self.url)
        self.addCleanup(proxy.close)
        self.api.create(f"here {self.word}")
        self.open(proxy.url)
        self.look_for(self.word)
        self.row(f"here {self.word}")
        proxy.cut()
        self.browser.shows("#link", "Reconnecting")
        self.api.create(f"meanwhile {self.word}")
        self.api.call("POST", "/api/reminders", {"title": f"rang {self.word}", "delay": "1s"})
        self.api.until(lambda: any(self.word in e["title"] for e in self.api.call("GET", "/api/inbox?limit=20")["entries"]), "the reminder")
        self.assertTrue(self.has_row(f"here {self.word}"))
        self.assertFalse(self.has_row(f"meanwhile {self.word}"))
        proxy.mend()
        self.browser.until(lambda: self.has_row(f"meanwhile {self.word}"), "the page to catch up", 40)
        self.entry(f"rang {self.word}")
        self.browser.shows("#link", "Live")
        self.assert_not_reloaded()
        self.browser.driver.get("about:blank")
        self.browser.driver.get_log("browser")

    def block(self, *paths):
        self.browser.cdp("Network.enable")
        self.browser.cdp("Network.setBlockedURLs", urls=[f"*{path}*" for path in paths])

    def test_without_the_live_connection(self):
        """without a live connection the page still looks by itself"""
        self.expected = {0}
        self.block("/api/live")
        self.addCleanup(self.block)
        self.browser.driver.get(f"{self.url}/#token={self.token}")
        self.browser.shows("#link", "Reconnecting")
        self.look_for(self.word)
        self.browser.shows("#list", "Nothing matches")
        self.api.create(f"polled {self.word}")
        self.browser.until(lambda: self.has_row(f"polled {self.word}"), "the page to look by itself", 25)

    def test_one_part_fails_alone(self):
        """a part whose data cannot be had says so with a way to try again, and the others work"""
        self.expected = {0}
        self.api.create(f"there {self.word}")
        self.block("/api/tasks")
        self.addCleanup(self.block)
        self.open()
        self.browser.shows("#tasks-failed", "cannot be reached")
        self.browser.until(lambda: self.browser.all("#entries li"), "the inbox")
        self.assertEqual(self.browser.text("#inbox-failed") + self.browser.text("#upcoming-failed"), "")
        self.browser.write("#add-title", f"unsent {self.word}\n")
        self.browser.shows("#add-wrong", "cannot be reached")
        self.assertIn(self.word, self.browser.one("#add-title").get_attribute("value"))
        self.block()
        self.browser.click("#tasks-failed button")
        self.browser.until(lambda: self.titles(), "the tasks")
        self.assertEqual(self.browser.text("#tasks-failed"), "")
