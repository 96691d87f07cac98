import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import copy

import pytest

import world as worlds
from world import ROOMS, World


@pytest.fixture(scope="session")
def _whole():
    """The real world, but with code that serves everything, so that a test breaks one thing only."""
    real = worlds.load()
    names = set()
    for document in real.of("Deployment"):
        names |= {item["name"] for item in document["spec"]["template"]["spec"]["containers"][0]["env"]}
    names |= set(real.run["common"]["env"]).union(*(app.get("env", {}) for app in real.run["apps"]))
    routes = {document["spec"]["routes"]["default"] for document in real.of("Subscription")} | {"/cron/sweep", "/healthz", "/readyz"}
    topics = {document["metadata"]["name"] for document in real.of("KafkaTopic")}
    sources = dict(real.sources)
    words = "\n".join(f'"{word}"' for word in sorted(names | routes | topics))
    for app, (room, *others) in ROOMS.items():
        mine = tuple(f"{name}/" for name in (room, *others))
        sources = {path: text for path, text in sources.items() if not path.startswith(mine)}
        deployment = next(d for d in real.of("Deployment") if d["metadata"]["name"] == app)
        container = deployment["spec"]["template"]["spec"]["containers"][0]
        port = container["ports"][0]["containerPort"]
        given = {item["name"] for item in container["env"]}
        said = "\n".join(line for line in words.splitlines() if not line.endswith('_APP_ID"') or line.strip('"') in given)
        sources[f"{room}/Everything.swift"] = f'{said}\ncommandName: "{container["args"][0]}"\n"PUNCTUAL_PORT", default: {port}'
    # What is read on the command line or only locally.
    sources["Elsewhere/Everything.swift"] = words
    real.sources = sources
    return real


@pytest.fixture
def world(_whole) -> World:
    return copy.deepcopy(_whole)
