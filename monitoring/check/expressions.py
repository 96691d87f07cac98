"""What PromQL expressions ask for, as far as that can be told without a parser of its own."""

import re

KEYWORDS = frozenset(
    "and or unless by without on ignoring group_left group_right offset bool inf nan start end atan2".split()
)
_STRING = re.compile(r'"(?:\\.|[^"\\])*"' + r"|'(?:\\.|[^'\\])*'")
_GROUPING = re.compile(r"\b(by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)")
_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_SELECTOR = re.compile(r"([a-zA-Z_:][a-zA-Z0-9_:]*)\s*\{([^}]*)\}")
_MATCHER = re.compile(r"([a-zA-Z_][a-zA-Z0-9_]*)\s*(?:=~|!~|!=|=)")


def metric_names(expression: str) -> set[str]:
    """The names of the series that an expression selects."""
    text = _STRING.sub('""', expression)
    text = _GROUPING.sub(" ", text)
    text = re.sub(r"\{[^}]*\}|\[[^\]]*\]", " ", text)
    text = re.sub(r"\b\d[\w.]*", " ", text)
    names = set()
    for match in _NAME.finditer(text):
        follows = text[match.end():].lstrip()[:1]
        if follows != "(" and match.group().lower() not in KEYWORDS:
            names.add(match.group())
    return names


def matched_labels(expression: str) -> dict[str, set[str]]:
    """By the name of a metric: the labels that its selectors look at."""
    text = _STRING.sub('""', expression)
    labels: dict[str, set[str]] = {}
    for name, matchers in _SELECTOR.findall(text):
        labels.setdefault(name, set()).update(_MATCHER.findall(matchers))
    return labels


def family(name: str) -> str:
    """The name under which a histogram is declared."""
    return re.sub(r"_(bucket|sum|count)$", "", name)


def without_variables(expression: str) -> str:
    """With Grafana's variables replaced by what fits a scrape every second."""
    text = expression.replace("$__rate_interval", "15s").replace("$__interval", "5s").replace("$__range", "5m")
    text = re.sub(r"\$\{?namespace\}?", ".*", text)
    left = re.search(r"\$\w+|\$\{", text)
    if left:
        raise ValueError(f"the variable {left.group()} is not known here")
    return text
