import copy
import json
import shutil

import pytest

import chart
import crds
import kube
import odd_values
import platform_files
import production


@pytest.fixture
def manifests():
    return chart.manifests({})


def deployment(manifests):
    return next(document for document in manifests if document["kind"] == "Deployment")


def spec(manifests):
    return deployment(manifests)["spec"]["template"]["spec"]


SPOILED_FOR_KUBERNETES = {
    "an unknown field": lambda m: spec(m)["containers"][0].update(enviroment=[]),
    "replicas as text": lambda m: deployment(m)["spec"].update(replicas="two"),
    "a probe of no kind": lambda m: spec(m)["containers"][0]["livenessProbe"].update(httpget={}),
    "an API version of the past": lambda m: deployment(m).update(apiVersion="apps/v1beta1"),
    "no selector": lambda m: deployment(m)["spec"].pop("selector"),
}


@pytest.mark.parametrize("name", SPOILED_FOR_KUBERNETES)
def test_an_invalid_manifest_is_found(manifests, name):
    SPOILED_FOR_KUBERNETES[name](manifests)
    assert kube.schema_problems(manifests) != []


def first(m):
    return spec(m)["containers"][0]


SPOILED_PODS = {
    "root": lambda m: spec(m)["securityContext"].update(runAsNonRoot=False),
    "no user": lambda m: spec(m)["securityContext"].pop("runAsUser"),
    "no seccomp profile": lambda m: spec(m)["securityContext"].pop("seccompProfile"),
    "a token": lambda m: spec(m).pop("automountServiceAccountToken"),
    "service links": lambda m: spec(m).pop("enableServiceLinks"),
    "a writable file system": lambda m: first(m)["securityContext"].update(readOnlyRootFilesystem=False),
    "capabilities": lambda m: first(m)["securityContext"].pop("capabilities"),
    "escalation": lambda m: first(m)["securityContext"].update(allowPrivilegeEscalation=True),
    "no limits": lambda m: first(m)["resources"].pop("limits"),
    "no request of CPU": lambda m: first(m)["resources"]["requests"].pop("cpu"),
    "the newest image": lambda m: first(m).update(image="ghcr.io/punctual/punctual:latest"),
    "an image without a tag": lambda m: first(m).update(image="ghcr.io/punctual/punctual"),
    "a secret in the open": lambda m: first(m)["env"].append({"name": "PUNCTUAL_JWT_SECRET", "value": "x"}),
    "no readiness probe": lambda m: first(m).pop("readinessProbe"),
    "killed before the sidecar ends": lambda m: spec(m).update(terminationGracePeriodSeconds=20),
}


@pytest.mark.parametrize("name", SPOILED_PODS)
def test_an_unconfined_pod_is_found(manifests, name):
    assert kube.pod_problems(manifests) == []
    SPOILED_PODS[name](manifests)
    assert kube.pod_problems(manifests) != []


def by_kind(m, kind):
    return next(document for document in m if document["kind"] == kind)


SPOILED_RESOURCES = {
    "a misspelt field of a Subscription": lambda m: by_kind(m, "Subscription")["spec"].update(deadletterTopic="x"),
    "routes as text": lambda m: by_kind(m, "Subscription")["spec"].update(routes="/x"),
    "a Configuration with metric and a misspelling": lambda m: by_kind(m, "Configuration")["spec"]["metrics"]["http"].update(pathMatch=[]),
    "a sampling rate as a number": lambda m: by_kind(m, "Configuration")["spec"]["tracing"].update(samplingRate=1),
    "a KafkaTopic of the past": lambda m: by_kind(m, "KafkaTopic").update(apiVersion="kafka.strimzi.io/v1beta2"),
    "partitions as text": lambda m: by_kind(m, "KafkaTopic")["spec"].update(partitions="three"),
    "an unknown policy": lambda m: by_kind(m, "Resiliency")["spec"]["policies"].update(bulkheads={}),
    "a Component without a type": lambda m: by_kind(m, "Component")["spec"].pop("type"),
}


@pytest.mark.skipif(crds.folder() is None, reason="no schemas of custom resources")
@pytest.mark.parametrize("name", SPOILED_RESOURCES)
def test_an_invalid_custom_resource_is_found(manifests, name):
    assert crds.problems(manifests, crds.folder()) == []
    SPOILED_RESOURCES[name](manifests)
    assert crds.problems(manifests, crds.folder()) != []


def test_a_missing_schema_is_no_pass(manifests, tmp_path):
    assert crds.problems(manifests, tmp_path) != []


def test_values_that_are_taken_though_they_must_not_be_are_found():
    assert odd_values.refused({"logLevel": "debug"}, "logLevel") == ["accepted"]
    assert odd_values.refused({"servcies": {}}, "something else") != []
    assert odd_values.accepted({"servcies": {}}) != []


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(chart.CHART, tmp_path / "todo-chatbot", symlinks=False)
    return tmp_path / "todo-chatbot"


def test_lint_finds_a_broken_template(copied):
    assert chart.lint({}, copied) == []
    (copied / "templates" / "broken.yaml").write_text("a: {{ .Values.nothing.here }}\n")
    assert chart.lint({}, copied) != []


def test_lint_finds_a_manifest_that_is_no_yaml(copied):
    (copied / "templates" / "broken.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a\n")
    assert chart.lint({}, copied) != []


def test_production_files_of_another_chart_are_found(monkeypatch, tmp_path):
    monkeypatch.setattr(production, "FOLDER", tmp_path)
    assert production.check() != []
    production.write()
    assert production.check() == []
    (tmp_path / "components.yaml").write_text("changed")
    assert production.check() != []


def test_values_of_a_chart_that_nobody_installs_are_found(monkeypatch, tmp_path):
    shutil.copytree(platform_files.THIRD_PARTY, tmp_path / "third-party")
    monkeypatch.setattr(platform_files, "THIRD_PARTY", tmp_path / "third-party")
    assert platform_files.check() == []
    (tmp_path / "third-party" / "oke" / "loki.yaml").write_text("a: 1\n")
    assert platform_files.check() != []


def test_a_chart_without_a_version_is_found(monkeypatch, tmp_path):
    shutil.copytree(platform_files.THIRD_PARTY, tmp_path / "third-party")
    monkeypatch.setattr(platform_files, "THIRD_PARTY", tmp_path / "third-party")
    script = tmp_path / "third-party" / "install"
    script.write_text(script.read_text().replace(" --version 1.18.3", ""))
    assert platform_files.check() != []


def test_merging_is_helms():
    base = {"a": {"b": 1, "c": [1]}, "d": 1}
    before = json.dumps(base)
    assert chart.merged(base, {"a": {"c": [2], "e": 3}}) == {"a": {"b": 1, "c": [2], "e": 3}, "d": 1}
    assert json.dumps(copy.deepcopy(base)) == before
