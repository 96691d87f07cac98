"""A Prometheus, asked over HTTP."""

import json
import urllib.parse

from processes import call


class QueryError(Exception):
    """What Prometheus says is wrong with a query."""


class Prometheus:
    def __init__(self, url: str):
        self.url = url

    def query(self, expression: str) -> list[dict]:
        """The samples at this moment."""
        return self._get("query", {"query": expression})["result"]

    def rules(self) -> list[dict]:
        return [rule for group in self._get("rules", {})["groups"] for rule in group["rules"]]

    def names(self) -> set[str]:
        """Of all metrics that have series."""
        return set(self._get("label/__name__/values", {}))

    def targets(self) -> list[dict]:
        return self._get("targets", {"state": "active"})["activeTargets"]

    def _get(self, path: str, parameters: dict[str, str]):
        _, body = call(f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}", timeout=10)
        answer = json.loads(body or b"{}")
        if answer.get("status") != "success":
            raise QueryError(answer.get("error", "no answer"))
        return answer["data"]
