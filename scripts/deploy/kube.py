"""Manifests of Kubernetes' own kinds against its schemas, and what every pod of ours has to have."""
import functools
import json

import kubernetes_validate
from kubernetes_validate import utils

VERSIONS = ("1.30", "1.34")
# It reads a file of some megabytes for each document otherwise.
utils.schema_contents = functools.cache(utils.schema_contents)


def is_custom(document):
    group = document["apiVersion"].rpartition("/")[0]
    return "." in group and not group.endswith("k8s.io")


def label(document):
    return f"{document.get('kind')} {document.get('metadata', {}).get('name')}"


def schema_problems(documents):
    return [line for document in documents if not is_custom(document) for line in of_document(json.dumps(document))]


@functools.cache
def of_document(text):
    """Cached, because most documents are the same in every profile."""
    document = json.loads(text)
    for version in VERSIONS:
        try:
            kubernetes_validate.validate(document, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            path = ".".join(str(step) for step in error.path)
            return (f"{label(document)}: {path}: {error.message[:160]} (Kubernetes {version})",)
        except kubernetes_validate.SchemaNotFoundError as error:
            return (f"{label(document)}: {error.message}",)
    return ()


def pod_templates(documents):
    for document in documents:
        if document["kind"] == "Pod":
            yield document, document["metadata"], document["spec"]
        elif document["kind"] in ("Deployment", "StatefulSet", "DaemonSet", "Job"):
            template = document["spec"]["template"]
            yield document, template["metadata"], template["spec"]


def pod_problems(documents):
    found = []
    for document, _, spec in pod_templates(documents):
        def wrong(text):
            found.append(f"{label(document)}: {text}")

        pod = spec.get("securityContext", {})
        if pod.get("runAsNonRoot") is not True or not pod.get("runAsUser"):
            wrong("does not say that it is not root")
        if pod.get("seccompProfile", {}).get("type") != "RuntimeDefault":
            wrong("has no seccomp profile")
        if spec.get("automountServiceAccountToken") is not False:
            wrong("gets a service account's token")
        if spec.get("enableServiceLinks") is not False:
            wrong("takes variables from Services, which could be read as settings")
        for container in spec["containers"]:
            context = container.get("securityContext", {})
            if context.get("readOnlyRootFilesystem") is not True:
                wrong("its root file system can be written")
            if context.get("allowPrivilegeEscalation") is not False or context.get("capabilities", {}).get("drop") != ["ALL"]:
                wrong("keeps privileges")
            resources = container.get("resources", {})
            for kind in ("requests", "limits"):
                if not {"cpu", "memory"} <= set(resources.get(kind) or {}):
                    wrong(f"has no {kind} of CPU and memory")
            image = container["image"]
            if "@sha256:" not in image and image.rpartition(":")[2] in ("latest", image):
                wrong(f"runs an image that can change: {image}")
            for variable in container.get("env", []):
                name = variable["name"]
                if any(word in name for word in ("TOKEN", "SECRET", "PASSWORD", "API_KEY", "SMTP_URL")) and "value" in variable:
                    wrong(f"{name} has its value in the manifest")
            if document["kind"] == "Deployment":
                for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                    if probe not in container:
                        wrong(f"has no {probe}")
        if document["kind"] == "Deployment":
            found.extend(shutdown_problems(document, spec))
    return found


def shutdown_problems(document, spec):
    """The sidecar has to outlive the app, and the pod both of them."""
    notes = document["spec"]["template"]["metadata"]["annotations"]
    block = int(notes["dapr.io/block-shutdown-duration"].removesuffix("s"))
    grace = int(notes["dapr.io/graceful-shutdown-seconds"])
    rest = spec.get("terminationGracePeriodSeconds", 30)
    if rest <= block + grace:
        return [f"{label(document)}: is killed after {rest} s, while the sidecar takes {block} + {grace} s to end"]
    return []
