"""Everything that has to agree, read once: manifests of a profile, Dapr's files, values of third-party charts, the sources."""
import dataclasses
import functools
import pathlib
import re

import yaml

import budget
import chart
from profiles import PROFILES, ROOT

# Where each service's own code is; what all of them share is searched as well.
ROOMS = {
    "reminder-engine": ("punctual/Engine", "Reminders", "RemindersAPI", "RemindersDapr", "RemindersRedis"),
    "chat-api": ("punctual/ChatAPI", "ChatAPI"),
    "notification": ("punctual/Notification", "Notification"),
    "recurring-task": ("punctual/RecurringTask", "RecurringTask"),
    "audit": ("punctual/Audit", "Audit"),
}
SHARED_ROOMS = ("ServiceKit", "Dapr", "Identity", "TodoKit", "punctual/Service", "punctual/Services", "punctual/Shared", "Traces")


@dataclasses.dataclass
class World:
    manifests: list
    local: list  # documents of dapr/local
    redpanda: list
    run: dict  # dapr/dapr.yaml
    third_party: dict  # values by chart
    kafka: list
    sources: dict  # text by path below Sources
    secrets_made: set  # names of secrets that scripts/cluster-secrets makes

    def of(self, kind):
        return [document for document in self.manifests if document["kind"] == kind]

    def source(self, rooms):
        return "\n".join(text for path, text in self.sources.items() if path.startswith(tuple(f"{room}/" for room in rooms)))

    def code_of(self, app):
        return self.source(ROOMS.get(app, ()) + SHARED_ROOMS)


def yaml_folder(path):
    documents = []
    for name in sorted(path.glob("*.yaml")):
        documents += chart.read(name.read_text())
    return documents


@functools.cache
def sources():
    base = ROOT / "Sources"
    return {str(path.relative_to(base)): path.read_text() for path in sorted(base.rglob("*.swift"))}


def secrets_made():
    text = (ROOT / "scripts" / "cluster-secrets").read_text()
    return set(re.findall(r"^secret ([a-z0-9-]+) ", text, re.M))


def load(profile=PROFILES[0]):
    workloads = yaml.safe_load((budget.THIRD_PARTY / "workloads.yaml").read_text())
    third_party = {name: budget.third_party_values(profile, name) for name in workloads if name not in ("kubeSystem", "rendered")}
    return World(
        manifests=chart.manifests(chart.values(profile.values)),
        local=yaml_folder(ROOT / "dapr" / "local"),
        redpanda=yaml_folder(ROOT / "dapr" / "redpanda"),
        run=yaml.safe_load((ROOT / "dapr" / "dapr.yaml").read_text()),
        third_party=third_party,
        kafka=budget.kafka_documents(profile),
        sources=sources(),
        secrets_made=secrets_made(),
    )


def named(documents, kind):
    return {document["metadata"]["name"]: document for document in documents if document["kind"] == kind}


def metadata(component):
    return {item["name"]: item.get("value", item.get("secretKeyRef")) for item in component["spec"].get("metadata", [])}


def scopes(component, key):
    """`app=a,b;other=` as {app: {a, b}}."""
    result = {}
    for part in filter(None, str(metadata(component).get(key, "")).split(";")):
        app, _, topics = part.partition("=")
        result[app] = set(filter(None, topics.split(",")))
    return result
