"""Grafana dashboards as they are on disk: their form, and the queries in them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from expressions import without_variables


@dataclass(frozen=True)
class Query:
    where: str
    expression: str


def load(folder: Path) -> dict[str, dict]:
    return {path.name: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}


def _panels(board: dict) -> Iterator[dict]:
    for panel in board["panels"]:
        yield panel
        yield from panel.get("panels", [])


def queries(boards: dict[str, dict]) -> list[Query]:
    """Every query of every panel and variable, with Grafana's variables filled in."""
    found = []
    for name, board in boards.items():
        for panel in _panels(board):
            for target in panel.get("targets", []):
                where = f"{name}: {panel['title']} ({target['refId']})"
                found.append(Query(where, without_variables(target["expr"])))
        for variable in board["templating"]["list"]:
            selected = re.match(r"label_values\((.+), *\w+\)$", variable.get("definition", ""))
            if selected:
                found.append(Query(f"{name}: variable {variable['name']}", without_variables(selected.group(1))))
    return found


def faults(boards: dict[str, dict]) -> list[str]:
    """What would make a dashboard clash with another one, or bind it to one Grafana."""
    found = []
    uids = [board.get("uid") for board in boards.values()]
    for name, board in boards.items():
        if not re.fullmatch(r"[a-z][a-z-]{2,39}", board.get("uid") or "") or uids.count(board["uid"]) > 1:
            found.append(f"{name}: needs a uid of its own")
        if board.get("id") is not None:
            found.append(f"{name}: the id of a Grafana's database")
        variables = {variable["name"]: variable for variable in board["templating"]["list"]}
        if variables.get("datasource", {}).get("type") != "datasource":
            found.append(f"{name}: no variable for the data source")
        ids = [panel["id"] for panel in _panels(board)]
        if len(ids) != len(set(ids)):
            found.append(f"{name}: two panels of one id")
        for panel in _panels(board):
            if panel["type"] == "row":
                continue
            sources = [panel.get("datasource")] + [target.get("datasource") for target in panel["targets"]]
            if any((source or {}).get("uid") != "${datasource}" for source in sources):
                found.append(f"{name}: {panel['title']}: bound to one data source")
            if not panel.get("description") or not panel["fieldConfig"]["defaults"].get("unit"):
                found.append(f"{name}: {panel['title']}: no description or no unit")
    return found
