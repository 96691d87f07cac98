"""Runs a real Prometheus over real processes, and asks it everything that our rules and dashboards ask. See scripts/check-monitoring."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

import dashboards
import metrics_table
import rules_tests
from catalogue import Catalogue
from dashboards import Query
from expressions import family, matched_labels, metric_names
from processes import Processes
from prometheus_client import Prometheus, QueryError
from stack import Stack
from standins import Collector, Server, Subscriber

ROOT = Path(__file__).resolve().parents[2]
MONITORING = ROOT / "monitoring"
#: Labels that Prometheus or the text format adds.
COMMON_LABELS = {"instance", "job", "le"}
#: Seconds for everything together.
DEADLINE = 300


def main() -> int:
    options = arguments()
    # Both end the blocks below, and with them every process that was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"not done within {DEADLINE} s"))
    signal.alarm(DEADLINE)
    rules = sorted((MONITORING / "rules").glob("*.yaml"))
    tests = sorted((MONITORING / "tests").glob("*.yaml"))
    boards = dashboards.load(MONITORING / "dashboards")
    faults = rules_tests.faults(rules, tests, ROOT / "docs" / "runbook.md") + dashboards.faults(boards)
    print(f"{len(rules_tests.alerts(rules))} alerts tested by promtool, {len(boards)} dashboards read")
    with tempfile.TemporaryDirectory(prefix="punctual-monitoring-") as name:
        folder = Path(name)
        with Processes(folder) as processes, Server(Subscriber) as subscriber, Server(Collector) as collector:
            stack = Stack(processes, options.punctual, folder, rules, subscriber.port, collector.port)
            stack.start()
            stack.work(seconds=12)
            faults += live_faults(stack, boards, options)
            processes.check_running()
    for fault in faults:
        print(f"FAULT {fault}", file=sys.stderr)
    print("monitoring: " + (f"{len(faults)} faults" if faults else "no faults"))
    return 1 if faults else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/check-monitoring", description=__doc__)
    parser.add_argument("--punctual", type=Path, default=ROOT / ".build/debug/punctual", help="the program (default: the debug build)")
    parser.add_argument("--write-docs", action="store_true", help="write the table of metrics in docs/observability.md anew")
    options = parser.parse_args()
    options.punctual = options.punctual.resolve()
    return options


def live_faults(stack: Stack, boards: dict[str, dict], options: argparse.Namespace) -> list[str]:
    prometheus = Prometheus(stack.prometheus)
    catalogue = Catalogue(MONITORING / "metrics")
    expositions = stack.expositions()
    rules = prometheus.rules()
    panels = dashboards.queries(boards)
    recorded = [Query(f"rule {rule['name']}", rule["query"]) for rule in rules if rule["type"] == "recording"]
    alerting = [Query(f"alert {rule['name']}", rule["query"]) for rule in rules if rule["type"] == "alerting"]

    faults = [f"{target['scrapeUrl']} is not scraped: {target['lastError']}" for target in prometheus.targets() if target["health"] != "up"]
    faults += [f"rule {rule['name']}: {rule.get('lastError')}" for rule in rules if rule["health"] != "ok"]
    faults += name_faults(panels + recorded + alerting, expositions, catalogue, {rule["name"] for rule in rules})
    faults += data_faults(panels + recorded, {rule["name"]: rule["query"] for rule in rules}, prometheus, catalogue)
    faults += alert_faults(alerting, rules, prometheus, catalogue)
    faults += documentation_faults(expositions["engine"], options.write_docs)
    print(f"{len(panels)} queries of dashboards, {len(recorded)} recording rules and {len(alerting)} alerts asked of Prometheus")
    return faults


def name_faults(queries: list[Query], expositions: dict[str, str], catalogue: Catalogue, rules: set[str]) -> list[str]:
    """Names and labels that nothing exposes."""
    exposed = {kind: {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE ")} for kind, text in expositions.items()}
    faults = []
    for query in queries:
        for name in sorted(metric_names(query.expression) - rules):
            base = name if name in catalogue.declared else family(name)
            ours = name in exposed["engine"] or family(name) in exposed["engine"]
            if not ours and base not in catalogue.declared:
                faults.append(f"{query.where}: nothing exposes {name}")
        for name, labels in matched_labels(query.expression).items():
            declared = catalogue.declared.get(name) or catalogue.declared.get(family(name))
            if declared and (unknown := labels - declared[1] - COMMON_LABELS):
                faults.append(f"{query.where}: {name} has no label {', '.join(sorted(unknown))}")
    # The stand-in and the real one must agree, or what is checked here says nothing about a cluster.
    invented = sorted(name for name in exposed["sidecar"] if name.startswith("dapr_") and name not in catalogue.declared)
    missing = sorted(name for name in catalogue.declared if name.startswith("redis_") and name not in exposed["redis"])
    faults += [f"the local sidecar exposes {name}, which daprd does not" for name in invented]
    return faults + [f"redis_exporter does not expose {name}" for name in missing]


def data_faults(queries: list[Query], rules: dict[str, str], prometheus: Prometheus, catalogue: Catalogue) -> list[str]:
    """Queries that fail, or that stay without data although nothing excuses them. Asked again for a while: rates need two scrapes."""
    with_data = prometheus.names()
    faults = [f"{name} has data: take it from without-data.txt" for name in sorted(catalogue.without_data.keys() & with_data)]
    deadline = time.monotonic() + 30
    waiting = [query for query in queries]
    while waiting and time.monotonic() < deadline:
        empty = []
        for query in waiting:
            try:
                if not prometheus.query(query.expression):
                    empty.append(query)
            except QueryError as error:
                faults.append(f"{query.where}: {error}: {query.expression}")
        waiting = [query for query in empty if not is_excused(query.expression, rules, catalogue)]
        if waiting:
            time.sleep(1)
    return faults + [f"{query.where}: no data: {query.expression}" for query in waiting]


def is_excused(expression: str, rules: dict[str, str], catalogue: Catalogue) -> bool:
    """Whether something in it, or in a rule that it asks for, cannot have data here."""
    names = metric_names(expression)
    return any(
        name in catalogue.without_data or (name in rules and is_excused(rules[name], rules, catalogue)) for name in names
    )


def alert_faults(alerting: list[Query], rules: list[dict], prometheus: Prometheus, catalogue: Catalogue) -> list[str]:
    """An alert is without data as long as all is well; what it looks at must not be. The ones with a cause here have to fire."""
    with_data = prometheus.names()
    queries_of_rules = {rule["name"]: rule["query"] for rule in rules}
    faults = []
    for query in alerting:
        try:
            prometheus.query(query.expression)
        except QueryError as error:
            faults.append(f"{query.where}: {error}")
        for name in sorted(metric_names(query.expression) - with_data):
            if not is_excused(name, queries_of_rules, catalogue):
                faults.append(f"{query.where}: no series of {name}")
    state = {rule["name"]: rule["state"] for rule in rules if rule["type"] == "alerting"}
    provoked = {"DeadLetters"}
    faults += [f"alert {name}: had a cause and did not fire" for name in sorted(provoked) if state[name] != "firing"]
    unprovoked = {"LedgerAway", "RemindersOverdue", "EngineDown", "RedisDown", "RedisNotPersistent", "TickMissing", "FallbackActive", "DeadRemindersGrow"}
    return faults + [f"alert {name}: fires without a cause" for name in sorted(unprovoked) if state[name] != "inactive"]


def documentation_faults(exposition: str, write: bool) -> list[str]:
    page = ROOT / "docs" / "observability.md"
    table = metrics_table.table(exposition)
    if write:
        metrics_table.write(page, table)
    faults = [f"{name} says not what it is (# HELP)" for name in metrics_table.undescribed(exposition)]
    if metrics_table.current(page) != table:
        faults.append("the metrics in docs/observability.md are not those of the program: run scripts/check-monitoring --write-docs")
    return faults


if __name__ == "__main__":
    sys.exit(main())
