"""The table of our own metrics in docs/observability.md, made from what the processes expose."""

import re
from pathlib import Path

BEGIN, END = "<!-- metrics: made by scripts/check-monitoring -->\n", "<!-- end of metrics -->\n"


def table(exposition: str) -> str:
    """A row for each of our metrics: name, kind, unit, labels, meaning."""
    kinds = dict(re.findall(r"^# TYPE (\S+) (\S+)$", exposition, re.MULTILINE))
    helps = dict(re.findall(r"^# HELP (\S+) (.+)$", exposition, re.MULTILINE))
    labels: dict[str, dict[str, set[str]]] = {name: {} for name in kinds}
    for name, text in re.findall(r"^([a-zA-Z_:][\w:]*)\{([^}]*)\} ", exposition, re.MULTILINE):
        owner = name if name in kinds else re.sub(r"_(bucket|sum|count)$", "", name)
        for label, value in re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', text):
            if label != "le":
                labels[owner].setdefault(label, set()).add(value)
    rows = ["| metric | kind | unit | labels | meaning |", "|---|---|---|---|---|"]
    for name in sorted(kinds):
        rows.append(f"| `{name}` | {kinds[name]} | {_unit(name)} | {_labels(labels[name])} | {helps.get(name, '')} |")
    return "\n".join(rows) + "\n"


def undescribed(exposition: str) -> list[str]:
    """Names without a line of help."""
    return sorted(set(re.findall(r"^# TYPE (\S+)", exposition, re.MULTILINE)) - set(re.findall(r"^# HELP (\S+)", exposition, re.MULTILINE)))


def _unit(name: str) -> str:
    for part, unit in [("_seconds", "seconds"), ("_bytes", "bytes")]:
        if name.endswith(part) or name.endswith(f"{part}_total"):
            return unit
    return "1"


def _labels(labels: dict[str, set[str]]) -> str:
    """With their values where these are a closed set."""
    shown = []
    for label, values in sorted(labels.items()):
        closed = len(values) <= 5 and label not in {"route", "method", "status", "app_id"}
        shown.append(f"`{label}`" + (f" ({', '.join(sorted(values))})" if closed else ""))
    return ", ".join(shown) or "–"


def current(page: Path) -> str:
    text = page.read_text()
    return text[text.index(BEGIN) + len(BEGIN) : text.index(END)]


def write(page: Path, new: str) -> None:
    text = page.read_text()
    page.write_text(text[: text.index(BEGIN) + len(BEGIN)] + new + text[text.index(END) :])
