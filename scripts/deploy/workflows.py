"""The workflows: GitHub's schema, pinned actions, few permissions, scripts that shellcheck accepts."""
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

from profiles import ROOT

FOLDER = ROOT / ".github" / "workflows"
TOOLS = pathlib.Path(sys.executable).parent


def files(folder=FOLDER):
    return sorted(folder.glob("*.yaml"))


def run(*command):
    """What a tool complained about; nothing when it is content."""
    result = subprocess.run([str(TOOLS / command[0]), *map(str, command[1:])], capture_output=True, text=True)
    return [] if result.returncode == 0 else [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]


def schema(paths):
    return run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *paths)


def shellcheck(script):
    with tempfile.NamedTemporaryFile("w", suffix=".sh") as file:
        file.write(script)
        file.flush()
        return [line.replace(file.name, "script") for line in run("shellcheck", "--shell=bash", "--format=gcc", file.name)]


def policy(name, workflow):
    found = []
    if workflow.get("permissions") != {"contents": "read"}:
        found.append(f"{name}: permissions for all jobs are not just to read")
    for job_name, job in workflow["jobs"].items():
        where = f"{name}: {job_name}"
        extra = {key for key, value in job.get("permissions", {}).items() if value == "write"}
        if extra - {"packages"}:
            found.append(f"{where} may write {sorted(extra - {'packages'})}")
        if "uses" in job:
            if not job["uses"].startswith("./"):
                found.append(f"{where} uses a workflow from elsewhere")
            continue
        if "timeout-minutes" not in job:
            found.append(f"{where} may run for six hours")
        if "environment" not in job and re.search(r"secrets\.(?!GITHUB_TOKEN\b)", yaml.safe_dump(job)):
            found.append(f"{where} gets secrets without a protected environment")
        for number, step in enumerate(job["steps"], 1):
            uses = step.get("uses")
            if uses and not re.search(r"@[0-9a-f]{40}$", uses):
                found.append(f"{where}: {uses} is not pinned by its commit")
            if uses and uses.startswith("actions/checkout@") and step.get("with", {}).get("persist-credentials") is not False:
                found.append(f"{where}: the checkout leaves the token in the work tree")
            script = step.get("run")
            if script:
                label = f"{where}: {step.get('name', f'step {number}')}"
                if "${{" in script:
                    found.append(f"{label}: an expression in a script can be any text; give it as a variable")
                # What GitHub runs it with.
                found += [f"{label}: {line}" for line in shellcheck("set -eo pipefail\n" + script)]
    return found


def paths_exist(name, text):
    """Files that scripts name are there."""
    named = set(re.findall(r"(?<![\w./$-])(?:\./)?((?:helm|scripts|dapr|\.ci)/[\w./-]+)", text))
    return [f"{name}: there is no {path}" for path in sorted(named) if not (ROOT / path).exists()]


def deployments_named(name, text, expected):
    """Loops over deployments name all of them."""
    found = []
    for listed in re.findall(r"for name in ([a-z -]+); do", text):
        if set(listed.split()) != expected:
            found.append(f"{name}: a loop over {listed!r} is not over all services")
    return found


def check(expected):
    found = schema(files())
    for path in files():
        text = path.read_text()
        found += policy(path.name, yaml.safe_load(text))
        found += paths_exist(path.name, text)
        found += deployments_named(path.name, text, expected)
    return found
