import copy

import pytest
import yaml

import container
import shell
import workflows
from profiles import ROOT
from world import ROOMS

DOCKERFILE = (ROOT / "Dockerfile").read_text()
DEPLOY = workflows.FOLDER / "cd-oke.yaml"

BROKEN_IMAGES = {
    "root": DOCKERFILE.replace("USER 65532:65532\n", ""),
    "another user than the chart's": DOCKERFILE.replace("65532:65532", "1000:1000"),
    "a file that nobody tried": DOCKERFILE.replace("COPY --from=build /image /", "COPY --from=build /image /\nCOPY README.md /"),
    "another base": DOCKERFILE.replace("FROM scratch", "FROM debian:12"),
    "a base that changes": DOCKERFILE.replace("swift:6.3-bookworm", "swift:latest"),
    "a dynamic runtime": DOCKERFILE.replace(" --static-swift-stdlib", ""),
}


@pytest.mark.parametrize("name", BROKEN_IMAGES)
def test_a_broken_image_is_found(name):
    assert container.policy(DOCKERFILE) == []
    assert BROKEN_IMAGES[name] != DOCKERFILE
    assert container.policy(BROKEN_IMAGES[name]) != []


def test_hadolint_is_asked():
    assert container.hadolint(DOCKERFILE) == []
    assert container.hadolint(DOCKERFILE.replace("swift:6.3-bookworm", "swift")) != []
    assert container.hadolint(DOCKERFILE.replace("RUN scripts/install-dependencies", "RUN apt-get install curl")) != []


@pytest.fixture
def workflow():
    return yaml.safe_load(DEPLOY.read_text())


def steps(workflow, job="deploy"):
    return workflow["jobs"][job]["steps"]


BROKEN_WORKFLOWS = {
    "no permissions": lambda w: w.pop("permissions"),
    "all permissions": lambda w: w.update(permissions="write-all"),
    "a job that may write the repository": lambda w: w["jobs"]["deploy"].update(permissions={"contents": "write"}),
    "an action by its tag": lambda w: steps(w)[0].update(uses="actions/checkout@v7"),
    "a checkout that keeps the token": lambda w: steps(w)[0].pop("with"),
    "no time limit": lambda w: w["jobs"]["deploy"].pop("timeout-minutes"),
    "secrets without an environment": lambda w: w["jobs"]["deploy"].pop("environment"),
    "a script that shellcheck refuses": lambda w: steps(w).append({"run": "rm $file"}),
    "an expression in a script": lambda w: steps(w).append({"run": 'echo "${{ github.event.head_commit.message }}"'}),
    "a workflow from elsewhere": lambda w: w["jobs"]["ci"].update(uses="somebody/ci/.github/workflows/ci.yaml@main"),
}


@pytest.mark.parametrize("name", BROKEN_WORKFLOWS)
def test_a_broken_workflow_is_found(workflow, name):
    assert workflows.policy("cd", copy.deepcopy(workflow)) == []
    BROKEN_WORKFLOWS[name](workflow)
    assert workflows.policy("cd", workflow) != []


def test_the_schema_is_asked(tmp_path):
    assert workflows.schema([DEPLOY]) == []
    broken = tmp_path / "broken.yaml"
    broken.write_text(DEPLOY.read_text().replace("runs-on: ubuntu-24.04\n", "run-on: ubuntu-24.04\n"))
    assert workflows.schema([broken]) != []


def test_a_path_that_is_not_there_is_found():
    assert workflows.paths_exist("cd", "helm/todo-chatbot/values-oke.yaml") == []
    assert workflows.paths_exist("cd", "helm upgrade ./helm/todochatbot --values helm/todo-chatbot/values-eks.yaml") != []


def test_a_forgotten_deployment_is_found():
    text = DEPLOY.read_text()
    assert workflows.deployments_named("cd", text, set(ROOMS)) == []
    assert workflows.deployments_named("cd", text.replace("recurring-task audit; do", "recurring-task; do"), set(ROOMS)) != []


def test_shellcheck_is_asked(tmp_path):
    script = tmp_path / "script"
    script.write_text("#!/bin/bash\nrm $1\n")
    assert shell.check([script]) != []
    assert (ROOT / "scripts" / "image-root") in shell.scripts()
