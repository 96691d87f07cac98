import copy
import dataclasses

import pytest
import yaml

import budget
import chart
from profiles import PROFILES

WORKLOADS = yaml.safe_load((budget.THIRD_PARTY / "workloads.yaml").read_text())
OKE = next(profile for profile in PROFILES if profile.name == "oke")


@pytest.mark.parametrize("text, wanted", [("100m", 100), ("1", 1000), (2, 2000), ("0.5", 500), (None, None)])
def test_cpu(text, wanted):
    assert budget.millicores(text) == wanted


@pytest.mark.parametrize("text, wanted", [("128Mi", 128), ("1Gi", 1024), ("1280Mi", 1280), ("1048576", 1), (None, None)])
def test_memory(text, wanted):
    assert budget.mebibytes(text) == wanted


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_third_party_sums_are_those_that_helm_rendered(profile):
    lines, _ = budget.third_party(profile, WORKLOADS)
    lines += budget.kafka(budget.kafka_documents(profile))[0]
    cpu, memory, cpu_limit, memory_limit = budget.total(lines)
    wanted = WORKLOADS["rendered"][profile.name]
    assert sum(line.count for line in lines) == wanted["containers"]
    assert (cpu, memory, cpu_limit, memory_limit) == tuple(wanted[key] for key in ("cpuRequest", "memoryRequest", "cpuLimit", "memoryLimit"))


def test_sidecars_and_control_plane_are_counted():
    lines, _ = budget.gather(OKE)
    assert sum(line.count for line in lines if line.container == "daprd") == 6
    assert {"dapr-scheduler-server", "dapr-operator", "strimzi-cluster-operator"} <= {line.workload for line in lines}


def complaints(profile, change):
    values = chart.values(profile.values)
    change(values)
    return budget.problems(profile, *budget.gather(profile, chart.manifests(values)))


def test_the_real_one_fits():
    assert complaints(OKE, lambda values: None) == []


def test_too_many_replicas():
    def change(values):
        values["services"] = {"engine": {"replicas": 10, "resources": {"requests": {"cpu": "400m", "memory": "128Mi"}, "limits": {"cpu": "1", "memory": "256Mi"}}}}

    assert any("CPU exceed 4000m" in line for line in complaints(OKE, change))


def test_too_much_memory():
    small = dataclasses.replace(OKE, memory_mi=4000)
    assert any("MiB exceed 4000 MiB" in line for line in complaints(small, lambda values: None))


def test_the_large_profile_does_not_fit_the_small_cluster():
    assert any("CPU exceed 2000m" in line for line in complaints(dataclasses.replace(OKE, cpu_m=2000), lambda values: None))


def gathered_with(change):
    def read(profile, name):
        values = budget.third_party_values(profile, name)
        if values is not None:
            values = copy.deepcopy(values)
            change(name, values)
        return values

    lines, claims = budget.third_party(OKE, WORKLOADS, read)
    more, volumes = budget.kafka(budget.kafka_documents(OKE))
    return lines + more, claims + volumes


def test_a_block_volume_more_is_too_many():
    def change(name, values):
        if name == "prometheus":
            values["server"]["persistentVolume"]["storageClass"] = "oci-bv"

    lines, claims = gathered_with(change)
    # 8 Gi, and charged as 50.
    assert budget.storage_gb(OKE, claims) == 250
    assert any("250 GB exceed 200 GB" in line for line in budget.problems(OKE, lines, claims))


def test_a_claim_without_a_class_is_found():
    def change(name, values):
        if name == "dapr":
            del values["dapr_scheduler"]["cluster"]["storageClassName"]

    assert any("names no storage class" in line for line in budget.problems(OKE, *gathered_with(change)))


def test_a_container_that_asks_for_nothing_is_found():
    def change(name, values):
        if name == "grafana":
            del values["sidecar"]["resources"]

    assert any("grafana-sc-dashboard asks for nothing" in line for line in budget.problems(OKE, *gathered_with(change)))


def test_a_chart_switched_on_is_counted():
    def change(name, values):
        if name == "prometheus":
            values["alertmanager"] = {"enabled": True}

    lines, claims = gathered_with(change)
    assert any(line.container == "alertmanager" for line in lines)
    assert any("alertmanager asks for nothing" in line for line in budget.problems(OKE, lines, claims))


def test_a_third_broker_is_counted_with_its_volume():
    documents = budget.kafka_documents(OKE)
    next(d for d in documents if d["kind"] == "KafkaNodePool")["spec"]["replicas"] = 3
    lines, claims = budget.kafka(documents)
    assert lines[0].count == 3
    assert budget.storage_gb(OKE, claims) == 100 + 150


def test_an_old_table_is_found(monkeypatch, tmp_path):
    page = tmp_path / "deployment.md"
    page.write_text(budget.with_page(budget.DOCUMENT.read_text(), "an old table"))
    monkeypatch.setattr(budget, "DOCUMENT", page)
    assert budget.stale() != []
    page.write_text(budget.with_page(page.read_text(), budget.page()))
    assert budget.stale() == []
