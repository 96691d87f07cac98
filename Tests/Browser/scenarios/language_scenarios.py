from case import PageCase

WORDS = [
    ("daily", "every day"),
    ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
    ("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "every other week on Monday and Thursday"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15", "every month on the 1st and 15th"),
    ("FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last weekday"),
    ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", "every year on 3 March"),
    ("FREQ=WEEKLY;COUNT=10", "every week, 10 times"),
    ("FREQ=WEEKLY;UNTIL=20270303T225959Z", "every week, until 3 March 2027"),
    ("FREQ=DAILY\nEXDATE:20270101T080000Z,20270102T080000Z", "every day, except on 2 days"),
    ("FREQ=HOURLY;BYHOUR=9", "by the rule FREQ=HOURLY;BYHOUR=9"),
]

INSTANTS = [
    ("Europe/Berlin", "2027-01-15T12:00", "2027-01-15T11:00:00.000Z", "in winter"),
    ("Europe/Berlin", "2027-07-15T12:00", "2027-07-15T10:00:00.000Z", "in summer"),
    ("Europe/Berlin", "2027-03-28T02:30", "2027-03-28T01:30:00.000Z", "in the gap: moved on by the gap"),
    ("Europe/Berlin", "2027-10-31T02:30", "2027-10-31T00:30:00.000Z", "twice: the first"),
    ("America/New_York", "2027-11-07T01:30", "2027-11-07T05:30:00.000Z", "twice: the first"),
    ("Australia/Lord_Howe", "2027-01-15T12:00", "2027-01-15T01:00:00.000Z", "a zone whose summer time is half an hour"),
    ("Asia/Kathmandu", "2027-01-15T00:00", "2027-01-14T18:15:00.000Z", "quarters of an hour"),
    ("UTC", "2028-02-29T23:59", "2028-02-29T23:59:00.000Z", "a leap day"),
]

ROUND_TRIPS = [
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=4;COUNT=7", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU", "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "FREQ=YEARLY;UNTIL=20300601T215959Z", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "FREQ=DAILY\nEXDATE:20270101T080000Z",
]


class Language(PageCase):
    def setUp(self):
        super().setUp()
        self.open()
        self.browser.run("setZone('Europe/Berlin')")

    def test_rules_in_words(self):
        """recurrence rules are told in plain words, and one that has none as it is"""
        for rule, words in WORDS:
            with self.subTest(rule):
                self.assertEqual(self.browser.run("return ruleWords(arguments[0])", rule), words)

    def test_wall_clock_times(self):
        """times of the wall clock become instants by the zone, on days of change too"""
        for zone, wall, expected, why in INSTANTS:
            with self.subTest(f"{zone} {wall}: {why}"):
                self.assertEqual(self.browser.run("return fromField(arguments[0], arguments[1])", wall, zone), expected)

    def test_rules_survive_the_editor(self):
        """a rule that is opened and not touched is the same afterwards"""
        for rule in ROUND_TRIPS:
            script = """
            edit({ id: 'x', title: 'x', recurrence_rule: arguments[0], due_at: '2027-01-15T11:00:00Z', time_zone: 'Europe/Berlin', tags: [], version: 1 });
            const form = document.querySelector('#editor form'), got = ruleFromFields(form);
            document.getElementById('editor').close();
            return got"""
            with self.subTest(rule):
                self.assertEqual(self.browser.run(script, rule), rule)
