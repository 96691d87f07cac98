"""Adds up the requests and limits of every container of the chart and of the third-party charts, sidecars and control plane
included, and the volumes, for each profile.

usage: budget.py [--write]   (--write renews the table in docs/deployment.md)

Ends with 1 when the requests exceed the profile's cluster, or the volumes what is free, or the table is out of date.
"""
import dataclasses
import re
import sys

import yaml

import chart
from profiles import PROFILES, ROOT, THIRD_PARTY

DOCUMENT = ROOT / "docs" / "deployment.md"
BEGIN, END = "<!-- budget: begin, made by scripts/budget --write -->", "<!-- budget: end -->"
BOOT_GB = 50  # of each worker
BLOCK_GB = 50  # at least, of each block volume; a smaller claim is rounded up
BLOCK_CLASS = "oci-bv"
MEMORY = {"Ki": 1 / 1024, "Mi": 1, "Gi": 1024, "Ti": 1024 * 1024, "K": 1e3 / 2**20, "M": 1e6 / 2**20, "G": 1e9 / 2**20, "": 1 / 2**20}


@dataclasses.dataclass
class Line:
    """One kind of container on the cluster."""

    part: str
    workload: str
    container: str
    count: int
    requests: tuple  # millicores, MiB; None where nothing is said
    limits: tuple


@dataclasses.dataclass
class Claim:
    workload: str
    storage_class: str
    gib: float
    count: int


def millicores(text):
    if text is None:
        return None
    text = str(text)
    return float(text[:-1]) if text.endswith("m") else float(text) * 1000


def mebibytes(text):
    if text is None:
        return None
    number, unit = re.fullmatch(r"([0-9.]+)([A-Za-z]*)", str(text)).groups()
    return float(number) * MEMORY[unit]


def pair(quantities):
    quantities = quantities or {}
    return millicores(quantities.get("cpu")), mebibytes(quantities.get("memory"))


def at(values, path, default=None):
    for key in path.split("."):
        if not isinstance(values, dict) or key not in values:
            return default
        values = values[key]
    return values


def own(documents):
    """The chart's own pods, each with the sidecar that its annotations describe."""
    lines = []
    for document in documents:
        if document["kind"] not in ("Deployment", "StatefulSet", "DaemonSet"):
            continue
        spec, name = document["spec"], document["metadata"]["name"]
        template = spec["template"]
        for container in template["spec"]["containers"]:
            resources = container.get("resources", {})
            lines.append(
                Line("todo-chatbot", name, container["name"], spec["replicas"], pair(resources.get("requests")), pair(resources.get("limits")))
            )
        notes = template["metadata"].get("annotations", {})
        if notes.get("dapr.io/enabled") == "true":
            def asked(kind):
                return {unit: notes.get(f"dapr.io/sidecar-{unit}-{kind}") for unit in ("cpu", "memory")}

            lines.append(Line("sidecars", name, "daprd", spec["replicas"], pair(asked("request")), pair(asked("limit"))))
    return lines


def third_party_values(profile, name):
    """None when the profile leaves the chart out."""
    found = [THIRD_PARTY / folder / f"{name}.yaml" for folder in profile.third_party]
    found = [path for path in found if path.exists()]
    if not found:
        return None
    result = {}
    for path in found:
        result = chart.merged(result, yaml.safe_load(path.read_text()) or {})
    return result


def is_on(values, entry):
    return "enabled" not in entry or bool(at(values, entry["enabled"], entry["default"]))


def third_party(profile, workloads, read=third_party_values):
    lines, claims = [], []
    for name, entries in workloads.items():
        values = read(profile, name)
        if values is None or name in ("kubeSystem", "rendered"):
            continue
        for entry in entries:
            if not is_on(values, entry):
                continue
            count = profile.nodes if entry.get("perNode") else entry.get("replicas", 1)
            resources = chart.merged(entry.get("defaults", {}), at(values, entry["resources"], {}))
            lines.append(
                Line(name, entry["workload"], entry["container"], count, pair(resources.get("requests")), pair(resources.get("limits")))
            )
            claim = entry.get("claim")
            if claim and is_on(values, claim):
                size = mebibytes(at(values, claim["size"], claim.get("defaultSize"))) / 1024
                claims.append(Claim(entry["workload"], at(values, claim["class"], "(cluster default)"), size, count))
    return lines, claims


def kafka_documents(profile):
    for folder in reversed(profile.third_party):
        path = THIRD_PARTY / folder / "kafka.yaml"
        if path.exists():
            return chart.read(path.read_text())
    return []


def kafka(documents):
    """What Strimzi's operator makes of the custom resources."""
    lines, claims = [], []
    for document in documents:
        name, spec = document["metadata"]["name"], document["spec"]
        if document["kind"] == "KafkaNodePool":
            resources = spec.get("resources", {})
            lines.append(
                Line("kafka", f"kafka-{name}", "kafka", spec["replicas"], pair(resources.get("requests")), pair(resources.get("limits")))
            )
            for volume in spec["storage"].get("volumes", []):
                gib = mebibytes(volume["size"]) / 1024
                claims.append(Claim(f"kafka-{name}", volume.get("class", "(cluster default)"), gib, spec["replicas"]))
        if document["kind"] == "Kafka":
            for key, container in (("topicOperator", "topic-operator"), ("userOperator", "user-operator")):
                operator = spec.get("entityOperator", {}).get(key)
                if operator is not None:
                    resources = operator.get("resources", {})
                    lines.append(
                        Line("kafka", f"{name}-entity-operator", container, 1, pair(resources.get("requests")), pair(resources.get("limits")))
                    )
    return lines, claims


def kube_system(profile, estimate):
    each, once = pair(estimate["perNode"]), pair(estimate["perCluster"])
    return [
        Line("kube-system (estimate)", "on each node", "", profile.nodes, each, (None, None)),
        Line("kube-system (estimate)", "once", "", 1, once, (None, None)),
    ]


def total(lines):
    """CPU and memory requests, CPU and memory limits."""
    return tuple(
        sum((getattr(line, kind)[unit] or 0) * line.count for line in lines) for kind in ("requests", "limits") for unit in (0, 1)
    )


def shown_limit(lines, unit, suffix):
    """The sum, with a plus where some have no limit at all."""
    amounts = [line.limits[unit] for line in lines]
    if all(amount is None for amount in amounts):
        return "none"
    plus = "+" if None in amounts else ""
    return f"{sum((line.limits[unit] or 0) * line.count for line in lines):.0f}{suffix}{plus}"


def storage_gb(profile, claims):
    """Boot and block volumes, as they are charged."""
    blocks = sum(max(BLOCK_GB, claim.gib) * claim.count for claim in claims if claim.storage_class == BLOCK_CLASS)
    return profile.nodes * BOOT_GB + blocks


def gather(profile, documents=None, workloads=None):
    workloads = workloads or yaml.safe_load((THIRD_PARTY / "workloads.yaml").read_text())
    lines = own(chart.manifests(chart.values(profile.values)) if documents is None else documents)
    others, claims = third_party(profile, workloads)
    brokers, volumes = kafka(kafka_documents(profile))
    return lines + others + brokers + kube_system(profile, workloads["kubeSystem"]), claims + volumes


def problems(profile, lines, claims):
    found = []
    for line in lines:
        if None in line.requests:
            found.append(f"{line.workload}/{line.container} asks for nothing, so it is not in the sum")
        if not line.part.startswith("kube-system") and line.limits[1] is None:
            found.append(f"{line.workload}/{line.container} has no limit of memory")
    cpu, memory, _, _ = total(lines)
    if cpu > profile.cpu_m:
        found.append(f"requests of {cpu:.0f}m CPU exceed {profile.cpu_m}m")
    if memory > profile.memory_mi:
        found.append(f"requests of {memory:.0f} MiB exceed {profile.memory_mi} MiB")
    if profile.storage_gb is not None:
        used = storage_gb(profile, claims)
        if used > profile.storage_gb:
            found.append(f"boot and block volumes of {used:.0f} GB exceed {profile.storage_gb} GB")
        for claim in claims:
            if claim.storage_class == "(cluster default)":
                found.append(f"{claim.workload} names no storage class: on OKE that is a block volume of 50 GB")
    return [f"{profile.name}: {line}" for line in found]


def table(profile, lines, claims):
    parts = list(dict.fromkeys(line.part for line in lines))
    rows = [
        f"**{profile.title}** (profile `{profile.name}`)", "",
        "| part | containers | CPU request / limit | memory request / limit |", "|---|---|---|---|",
    ]
    for part in parts:
        mine = [line for line in lines if line.part == part]
        sums = total(mine)
        containers = "" if part.startswith("kube-system") else sum(line.count for line in mine)
        rows.append(f"| {part} | {containers} | {sums[0]:.0f}m / {shown_limit(mine, 0, 'm')} | {sums[1]:.0f} Mi / {shown_limit(mine, 1, ' Mi')} |")
    sums = total(lines)
    rows.append(
        f"| **sum** | {sum(line.count for line in lines if line.container)} | **{sums[0]:.0f}m** of {profile.cpu_m}m "
        f"({sums[0] / profile.cpu_m:.0%}) / {shown_limit(lines, 0, 'm')} | **{sums[1]:.0f} Mi** of {profile.memory_mi} Mi "
        f"({sums[1] / profile.memory_mi:.0%}) / {shown_limit(lines, 1, ' Mi')} |"
    )
    classes = sorted({claim.storage_class for claim in claims})
    shown = [
        f"{sum(c.count for c in claims if c.storage_class == name)} × `{name}` ({sum(c.gib * c.count for c in claims if c.storage_class == name):.0f} Gi)"
        for name in classes
    ]
    text = "Volumes: " + ", ".join(shown)
    if profile.storage_gb is not None:
        text += f"; boot volumes and `{BLOCK_CLASS}` together {storage_gb(profile, claims):.0f} of {profile.storage_gb} GB"
    return "\n".join(rows + ["", text + "."])


def detail(profile, lines):
    """Every container, for the terminal."""
    rows = [f"{profile.title}:"]
    for line in lines:
        cpu, memory, cpu_limit, memory_limit = (f"{v:.0f}" if v is not None else "-" for v in (*line.requests, *line.limits))
        name = f"{line.workload}/{line.container}" if line.container else line.workload
        rows.append(f"  {line.part:24} {name:52} {line.count} × {cpu:>5}m {memory:>5}Mi  limits {cpu_limit:>5}m {memory_limit:>5}Mi")
    return "\n".join(rows)


def page():
    tables = []
    for profile in PROFILES:
        tables.append(table(profile, *gather(profile)))
    return "\n\n".join(tables)


def with_page(text, made):
    head, rest = text.split(BEGIN)
    return f"{head}{BEGIN}\n{made}\n{END}{rest.split(END)[1]}"


def stale():
    """Whether the table in the document is not what would be made now."""
    text = DOCUMENT.read_text()
    if BEGIN not in text:
        return [f"{DOCUMENT.name} has no place for the table"]
    return [] if with_page(text, page()) == text else ["the table in docs/deployment.md is out of date: scripts/budget --write"]


def check():
    found = []
    for profile in PROFILES:
        found += problems(profile, *gather(profile))
    return found


if __name__ == "__main__":
    for profile in PROFILES:
        lines, claims = gather(profile)
        print(detail(profile, lines))
        print("\n" + table(profile, lines, claims) + "\n")
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(with_page(DOCUMENT.read_text(), page()))
    failures = check() + stale()
    print(*failures, sep="\n")
    sys.exit(bool(failures))
