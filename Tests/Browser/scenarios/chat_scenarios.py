from case import PageCase


class Chat(PageCase):
    def test_add_by_chat_shows_in_the_list(self):
        """what is added by chat shows in the list, without loading anew"""
        title = f"buy milk {self.word}"
        self.open()
        self.look_for(self.word)
        self.browser.shows("#list", "Nothing matches")
        self.say(f"add {title}")
        self.browser.until(lambda: any(t.lower() == title for t in self.titles()), "the task in the list")
        self.browser.shows("#log", self.word)
        self.assert_not_reloaded()
        tools = self.browser.one("#log details")
        self.assertFalse(tools.get_attribute("open"), "the tools are told discreetly")
        self.assertIn("added a task", tools.text)

    def test_the_conversation_stays(self):
        """the conversation lasts over a reload of the tab, and a question is answered within it"""
        self.api.create(f"old thing {self.word}")
        self.open()
        self.look_for(self.word)
        self.row(f"old thing {self.word}")
        self.say(f"delete old thing {self.word}")
        self.browser.one("#log .replies button")
        self.browser.driver.refresh()
        self.browser.shows("#log", f"delete old thing {self.word}")
        self.look_for(self.word)
        self.row(f"old thing {self.word}")
        self.say("yes")
        self.browser.until(lambda: not self.titles(), "the task to be gone")
        self.assertEqual(self.api.search(self.word), [])

    def test_no_leaves_the_task(self):
        """deleting by chat asks first, and “No” leaves the task"""
        self.api.create(f"dear thing {self.word}")
        self.open()
        self.say(f"delete dear thing {self.word}")
        self.browser.until(lambda: self.browser.all("#log .replies button"), "the answers to choose from")[1].click()
        self.browser.until(lambda: len(self.browser.all("#log .said.bot:not([aria-busy])")) == 2, "the answer")
        self.assertEqual(len(self.api.search(self.word)), 1)

    def test_a_server_that_is_away(self):
        """a message that does not get through says so, and can be sent again"""
        self.expected = {0}
        self.open()
        self.browser.cdp("Network.enable")
        self.browser.cdp("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        try:
            self.say(f"add call back {self.word}")
            self.browser.shows("#log .failed", "cannot be reached")
        finally:
            self.browser.cdp("Network.emulateNetworkConditions", offline=False, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        self.browser.click("#log .failed button")
        self.api.until(lambda: self.api.search(self.word), "the task")
