from case import PageCase


class SigningIn(PageCase):
    def test_token_in_the_address_is_taken_out_at_once(self):
        """a token in the address signs in, is gone from the address, and lasts for the tab"""
        self.open()
        self.assertNotIn("token", self.browser.run("return location.href"))
        self.assertNotIn(self.token, self.browser.run("return document.documentElement.outerHTML"))
        self.assertIsNone(self.browser.run("return localStorage.getItem('punctual.token')"))
        self.browser.driver.refresh()
        self.browser.one("#add-title")

    def test_a_pasted_token_signs_in(self):
        """a pasted token signs in, and signing out forgets it"""
        self.browser.driver.get(self.url + "/")
        self.browser.write("#token", self.token + "\n")
        self.browser.one("#add-title")
        self.browser.click("#sign-out")
        self.browser.one("#token")
        self.assertFalse(self.browser.run("return JSON.stringify({ ...sessionStorage })").count(self.token))
        self.browser.driver.refresh()
        self.browser.one("#token")

    def test_a_wrong_token_is_told(self):
        """a wrong token is told at the field, which has the focus"""
        self.expected = {401}
        self.browser.driver.get(self.url + "/")
        self.browser.write("#token", "nonsense\n")
        self.browser.shows("#token-wrong", "not accepted")
        self.assertEqual(self.browser.focused.get_attribute("id"), "token")
        self.assertEqual(self.browser.focused.get_attribute("aria-invalid"), "true")
