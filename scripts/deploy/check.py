"""All checks, one line each. usage: check.py [--write]"""
import collections
import pathlib
import subprocess
import sys
import time

import budget
import chart
import container
import crds
import kube
import odd_values
import platform_files
import production
import references
import shell
import workflows
import world
from profiles import PROFILES

HERE = pathlib.Path(__file__).parent


def each_profile(function):
    """Complaints by profile; what all profiles have in common is said once."""
    by_text = collections.defaultdict(list)
    for profile in PROFILES:
        for line in function(profile):
            by_text[line].append(profile.name)
    return [line if len(names) == len(PROFILES) else f"{', '.join(names)}: {line}" for line, names in by_text.items()]


def rendered(profile):
    return chart.manifests(chart.values(profile.values))


def checks():
    yield "the chart is linted for every profile", lambda: each_profile(lambda profile: chart.lint(chart.values(profile.values)))
    yield "manifests are valid", lambda: each_profile(lambda profile: kube.schema_problems(rendered(profile)))
    yield "pods are confined", lambda: each_profile(lambda profile: kube.pod_problems(rendered(profile)))
    schemas = crds.folder()
    if schemas:
        yield "custom resources are valid", lambda: each_profile(lambda profile: crds.problems(rendered(profile), schemas))
        local = world.yaml_folder(world.ROOT / "dapr" / "local") + world.yaml_folder(world.ROOT / "dapr" / "redpanda")
        yield "local Dapr resources are valid", lambda: crds.problems(local, schemas)
    yield "odd values work or are refused", odd_values.check
    for function in references.ALL:
        about = (function.__doc__ or "app-ids, ports, subcommands and probes are the binary's").strip().splitlines()[0]
        yield f"references: {about}", lambda function=function: each_profile(lambda profile: function(worlds()[profile.name]))
    yield "the budget fits", budget.check
    yield "the table of the budget is up to date", budget.stale
    yield "dapr/production is up to date", production.check
    yield "third-party values", platform_files.check
    yield "the Dockerfile", container.check
    yield "workflows", lambda: workflows.check(set(world.ROOMS))
    yield "shell scripts", shell.check


_worlds = {}


def worlds():
    if not _worlds:
        _worlds.update({profile.name: world.load(profile) for profile in PROFILES})
    return _worlds


def main():
    if "--write" in sys.argv[1:]:
        production.write()
        budget.DOCUMENT.write_text(budget.with_page(budget.DOCUMENT.read_text(), budget.page()))
    passed = failed = 0
    if crds.folder() is None:
        print("skipped: custom resources, because their schemas are not here (THIRD_PARTY_CRDS)")
    for name, function in checks():
        start = time.monotonic()
        complaints = function()
        print(f"{'FAILED' if complaints else 'ok'}: {name} ({time.monotonic() - start:.1f} s)", flush=True)
        print(*(f"    {line}" for line in complaints), sep="\n", end="\n" if complaints else "")
        passed, failed = passed + (not complaints), failed + bool(complaints)
    print(f"checks of the deployment: {passed} ok, {failed} failed", flush=True)
    # That each check fails when it should.
    tests = subprocess.run([sys.executable, "-B", "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", str(HERE / "tests")])
    return bool(failed or tests.returncode)


if __name__ == "__main__":
    sys.exit(main())
