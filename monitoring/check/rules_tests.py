"""Rules and their tests, by promtool; and whether every alert is tested both ways and has its place in the runbook."""

import re
import subprocess
from pathlib import Path


def _promtool(arguments: list[str]) -> list[str]:
    done = subprocess.run(["promtool", *arguments], capture_output=True, text=True, timeout=120, check=False)
    return [] if done.returncode == 0 else [f"promtool {' '.join(arguments)}:\n{done.stdout}{done.stderr}"]


def faults(rules: list[Path], tests: list[Path], runbook: Path) -> list[str]:
    found = _promtool(["check", "rules", *map(str, rules)])
    for test in tests:
        found += _promtool(["test", "rules", str(test)])
    test_text = "\n".join(path.read_text() for path in tests)
    runbook_text = runbook.read_text()
    for alert in alerts(rules):
        fires = re.search(rf"alertname: {alert}\n\s+eval_time: \S+\n\s+exp_alerts:", test_text)
        rests = re.search(rf"\{{alertname: {alert}, eval_time: \S+, exp_alerts: \[\]\}}", test_text)
        if not fires or not rests:
            found.append(f"{alert}: no test that it {'does not fire' if fires else 'fires'}")
        if not re.search(rf"^### {alert}$", runbook_text, re.MULTILINE):
            found.append(f"{alert}: not in the runbook")
        for path in rules:
            text = path.read_text()
            if f"alert: {alert}\n" in text and f"runbook: docs/runbook.md#{alert.lower()}" not in text:
                found.append(f"{alert}: does not name its place in the runbook")
    return found


def alerts(rules: list[Path]) -> list[str]:
    return [name for path in rules for name in re.findall(r"^\s+- alert: (\w+)$", path.read_text(), re.MULTILINE)]
