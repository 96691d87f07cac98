"""python3 -m unittest discover -s monitoring/check"""

import unittest

from expressions import family, matched_labels, metric_names, without_variables


class Expressions(unittest.TestCase):
    def test_names(self):
        for expression, names in [
            ("a", {"a"}),
            ("sum by (le, x) (rate(a_bucket{b=\"c d(e)\"}[5m]))", {"a_bucket"}),
            ("a / on (x) group_left (y) (b > 0) or 0 * job:c:rate5m", {"a", "b", "job:c:rate5m"}),
            ("a unless a offset 10m", {"a"}),
            ("histogram_quantile(0.99, a_bucket) > bool 1e-3", {"a_bucket"}),
            ('label_replace(a, "service", "$1", "app_id", "(.+)")', {"a"}),
            ("absent(a{b='c'})", {"a"}),
            ("a != a or topk(10, b)", {"a", "b"}),
        ]:
            self.assertEqual(metric_names(expression), names, expression)

    def test_labels(self):
        self.assertEqual(matched_labels('a{b="x=y",c!~"d"} / e{f="g"} + a{h="i"}'), {"a": {"b", "c", "h"}, "e": {"f"}})

    def test_family(self):
        self.assertEqual(family("a_seconds_bucket"), "a_seconds")
        self.assertEqual(family("a_total"), "a_total")

    def test_variables(self):
        self.assertEqual(without_variables('rate(a{n=~"$namespace"}[$__rate_interval])'), 'rate(a{n=~".*"}[15s])')
        with self.assertRaises(ValueError):
            without_variables("a{b=\"$other\"}")


if __name__ == "__main__":
    unittest.main()
