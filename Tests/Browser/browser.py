"""Chromium as the tests use it: one for all tests, a fresh page for each."""

import contextlib
import shutil
import time

from selenium import webdriver
from selenium.common.exceptions import ElementClickInterceptedException, NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

# Runs before the page's own code: what the policy refuses and what goes wrong is kept for the test to see.
WATCH = """
window.seen = { refused: [], errors: [] };
addEventListener('securitypolicyviolation', e => seen.refused.push(`${e.violatedDirective} ${e.blockedURI} line ${e.lineNumber}`));
addEventListener('error', e => seen.errors.push(String(e.message)));
addEventListener('unhandledrejection', e => seen.errors.push(String(e.reason && e.reason.stack || e.reason)));
"""

# The page was drawn anew, or a message went by, between looking and doing.
MEANWHILE = (ElementClickInterceptedException, NoSuchElementException, StaleElementReferenceException)


class Browser:
    """A driver with words for what a person does on the page."""

    def __init__(self, patience=15):
        self.patience = patience
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or ""
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-GB", "--window-size=1440,900"):
            options.add_argument(argument)
        options.add_experimental_option("prefs", {"intl.accept_languages": "en-GB,en"})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        self.driver.set_script_timeout(20)
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source=WATCH)

    def quit(self):
        self.driver.quit()

    def cdp(self, command, **arguments):
        return self.driver.execute_cdp_cmd(command, arguments)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    # The surroundings

    def surroundings(self, width=1440, height=900, dark=False, zone="America/New_York", calm=False):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if calm else "no-preference"},
        ]
        self.cdp("Emulation.setEmulatedMedia", features=features)
        self.cdp("Emulation.setTimezoneOverride", timezoneId=zone)

    def forget(self, url):
        """A tab that has never seen the page."""
        self.driver.get("about:blank")
        origin = url.rstrip("/")
        self.cdp("Storage.clearDataForOrigin", origin=origin, storageTypes="all")
        self.driver.get(f"{origin}/healthz")
        self.run("try { sessionStorage.clear(); localStorage.clear(); } catch { }")
        self.driver.get("about:blank")
        self.driver.get_log("browser")

    # Looking

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.until(lambda: next((e for e in self.all(selector) if e.is_displayed()), None), f"{selector} to be seen")

    def until(self, condition, what, patience=None):
        deadline = time.monotonic() + (patience or self.patience)
        while True:
            with contextlib.suppress(*MEANWHILE):
                value = condition()
                if value:
                    return value
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {what}")
            time.sleep(0.05)

    def text(self, selector):
        return self.run("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText).join('\\n')", selector)

    def shows(self, selector, text, patience=None):
        return self.until(lambda: text in self.text(selector), f"“{text}” in {selector}", patience)

    def hides(self, selector, text):
        return self.until(lambda: text not in self.text(selector), f"“{text}” to leave {selector}")

    @property
    def focused(self):
        return self.driver.switch_to.active_element

    def focus_name(self):
        return self.run("const e = document.activeElement; return e.getAttribute('aria-label') || e.innerText || e.name || e.id || e.tagName")

    # Doing

    def click(self, selector):
        def attempt():
            self.one(selector).click()
            return True

        return self.until(attempt, f"{selector} to be clicked")

    def write(self, selector, text):
        field = self.one(selector)
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(Keys.DELETE)
        field.send_keys(text)

    def press(self, *keys):
        for key in keys:
            self.focused.send_keys(key)

    def choose(self, selector, value):
        script = "const e = arguments[0]; e.value = arguments[1]; for (const n of ['input', 'change']) e.dispatchEvent(new Event(n, { bubbles: true }))"
        self.run(script, self.one(selector), value)

    def set_time(self, selector, value):
        """A date or time field: typing into it depends on the language."""
        self.choose(selector, value)
