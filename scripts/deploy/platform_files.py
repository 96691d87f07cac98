"""The values of the third-party charts, and the script that installs them."""
import re

import yaml

import chart
import crds
from profiles import PROFILES, THIRD_PARTY


def check():
    found, installed = [], set(re.findall(r"^\s*chart \S+ \S+ (\S+) ", (THIRD_PARTY / "install").read_text(), re.M))
    for path in sorted(THIRD_PARTY.glob("*/*.yaml")):
        documents = chart.read(path.read_text())
        if path.stem == "kafka":
            if crds.folder():
                found += [f"{path.parent.name}/kafka.yaml: {line}" for line in crds.problems(documents, crds.folder())]
            if {"Kafka", "KafkaNodePool"} != {document["kind"] for document in documents}:
                found.append(f"{path.parent.name}/kafka.yaml is not a cluster with its nodes")
        elif path.stem not in installed:
            found.append(f"{path.parent.name}/{path.name} is used by no chart of helm/third-party/install")
    workloads = yaml.safe_load((THIRD_PARTY / "workloads.yaml").read_text())
    for name in sorted(installed - set(workloads)):
        found.append(f"{name} is installed, but not in the budget (workloads.yaml)")
    for profile in PROFILES:
        for folder in profile.third_party:
            if not (THIRD_PARTY / folder).is_dir():
                found.append(f"there is no helm/third-party/{folder}")
    for line in re.findall(r"^chart .*$", (THIRD_PARTY / "install").read_text(), re.M):
        if "--version" not in line:
            found.append(f"not pinned: {line}")
    return found
