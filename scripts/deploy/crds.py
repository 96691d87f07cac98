"""Custom resources (Dapr, Strimzi, the Prometheus operator) against strict JSON Schemas of their CRDs.

The schemas are not part of the repository: they are those of the CRDs with `additionalProperties: false`, one file each, named
GROUP_KIND_VERSION.json, in the folder that THIRD_PARTY_CRDS names."""
import functools
import json
import os
import pathlib

import jsonschema

from kube import is_custom, label
from profiles import ROOT


def folder():
    """None when there is none."""
    path = pathlib.Path(os.environ.get("THIRD_PARTY_CRDS") or ROOT.parent / "shared" / "third-party" / "crds")
    return path if path.is_dir() else None


@functools.cache
def validator(path):
    return jsonschema.Draft202012Validator(json.loads(path.read_text()))


def problems(documents, schemas):
    found = []
    for document in documents:
        if not is_custom(document):
            continue
        group, _, version = document["apiVersion"].rpartition("/")
        path = schemas / f"{group}_{document['kind'].lower()}_{version}.json"
        if not path.exists():
            found.append(f"{label(document)}: no schema for {document['apiVersion']}: misspelt, or not served by this version")
            continue
        for error in sorted(validator(path).iter_errors(document), key=lambda error: error.json_path):
            found.append(f"{label(document)}: {error.json_path}: {error.message[:160]}")
    return found
