"""The chart, rendered by Helm's own engine."""
import copy
import functools
import json

import yaml

import helm_python
from profiles import CHART, NAMESPACE, RELEASE

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text):
    """All documents of a YAML text, empty ones left out."""
    return [document for document in yaml.load_all(text, LOADER) if document]


def merged(base, over):
    """`over` laid over `base` as Helm does it: mappings are merged, everything else is replaced."""
    result = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = merged(result[key], value) if both else value
    return result


def values(files, folder=CHART):
    result = {}
    for name in files:
        result = merged(result, yaml.safe_load((folder / name).read_text()) or {})
    return result


@functools.cache
def loaded(chart):
    return helm_python.Chart.load(chart)


def render(overrides, chart=CHART):
    """The text of each template.

    Raises `helm_python.HelmError` where the schema or a template refuses the values."""
    loaded(chart).validate_schema(overrides)
    return loaded(chart).render(overrides, name=RELEASE, namespace=NAMESPACE)


def documents(rendered):
    """Every manifest, as (template, document)."""
    for template, text in sorted(rendered.items()):
        if template.endswith("NOTES.txt"):
            continue
        for document in read(text):
            yield template.removeprefix("todo-chatbot/templates/"), document


def manifests(overrides, chart=CHART):
    return copy.deepcopy(cached(json.dumps(overrides, sort_keys=True), chart))


@functools.cache
def cached(overrides, chart):
    return [document for _, document in documents(render(json.loads(overrides), chart))]


def lint(overrides, chart=CHART):
    """What `helm lint --strict` complains about."""
    report = helm_python.lint(str(chart), overrides, strict=True, namespace=NAMESPACE)
    found = [f"{message['path']}: {message['error']}" for message in report["messages"] if message["severity"] >= 2]
    return found + [error for error in report["errors"] if not any(error in line for line in found)]
