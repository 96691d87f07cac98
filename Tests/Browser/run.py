#!/usr/bin/env python3
"""Tests of the web page in a real, headless Chromium.

    run.py --url http://127.0.0.1:8000 --token TOKEN    against chat-api and all that is behind it
    run.py                                              against a stand-in in memory: the page alone
    run.py -k keyboard --shots FOLDER                   some tests only; a screenshot at the end of each

Needs chromium and chromium-driver (Debian) and selenium (PyPI): scripts/browser-tests installs them and runs this.
"""

import argparse
import os
import sys
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "scenarios")]


class Report(unittest.TextTestResult):
    """One line for each test, with its time."""

    def startTest(self, test):
        self.began = time.monotonic()
        unittest.TestResult.startTest(self, test)

    def line(self, test, word):
        self.stream.writeln(f"{word:5} {time.monotonic() - self.began:5.1f} s  {test.shortDescription() or test.id()}")
        self.stream.flush()

    def addSuccess(self, test):
        unittest.TestResult.addSuccess(self, test)
        self.line(test, "ok")

    def addFailure(self, test, err):
        unittest.TestResult.addFailure(self, test, err)
        self.line(test, "FAIL")

    def addError(self, test, err):
        unittest.TestResult.addError(self, test, err)
        self.line(test, "ERROR")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default=os.environ.get("PUNCTUAL_TEST_URL"))
    parser.add_argument("--token", default=os.environ.get("PUNCTUAL_TEST_TOKEN"))
    parser.add_argument("--shots", help="folder for a screenshot at the end of each test")
    parser.add_argument("--patience", type=float, default=15, help="seconds that a wait may take (default 15)")
    parser.add_argument("-k", dest="only", action="append", help="only tests whose name contains this")
    given = parser.parse_args()
    if given.url and not given.token:
        parser.error("--url needs --token")
    if not given.url:
        import stub

        server = stub.serve()
        given.url, given.token = f"http://127.0.0.1:{server.server_port}", stub.TOKEN
    os.environ |= {"PUNCTUAL_TEST_URL": given.url, "PUNCTUAL_TEST_TOKEN": given.token, "SE_AVOID_STATS": "true"}
    if given.shots:
        os.makedirs(given.shots, exist_ok=True)
        os.environ["PUNCTUAL_TEST_SHOTS"] = given.shots

    from browser import Browser
    from case import PageCase

    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{word}*" for word in given.only] if given.only else None
    tests = loader.discover(str(HERE / "scenarios"), pattern="*_scenarios.py", top_level_dir=str(HERE / "scenarios"))
    PageCase.browser = Browser(given.patience)
    try:
        result = unittest.TextTestRunner(stream=sys.stdout, resultclass=Report, verbosity=0).run(tests)
    finally:
        PageCase.browser.quit()
    failed = len(result.failures) + len(result.errors)
    print(f"Browser: {result.testsRun - failed} passed, {failed} failed")
    return 0 if result.testsRun and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
