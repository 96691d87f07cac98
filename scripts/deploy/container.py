"""The Dockerfile: hadolint, and that what is shipped is what scripts/check-image tried."""
import re
import tempfile

from profiles import ROOT
from workflows import run


def hadolint(text):
    with tempfile.NamedTemporaryFile("w", suffix=".Dockerfile") as file:
        file.write(text)
        file.flush()
        return [line.replace(file.name, "Dockerfile") for line in run("hadolint", file.name)]


def policy(text):
    found = []
    final = re.split(r"^FROM ", text, flags=re.M)[-1]
    if not final.startswith("scratch\n"):
        found.append("the image is built on another, so that scripts/check-image does not see all of it")
    copies = re.findall(r"^(?:COPY|ADD) .*$", final, re.M)
    if copies != ["COPY --from=build /image /"]:
        found.append(f"the image gets more than scripts/image-root makes: {copies}")
    if not re.search(r"^USER 65532:65532$", final, re.M):
        found.append("the image runs as root, or as a user that the chart does not know")
    if "scripts/image-root" not in text:
        found.append("the image is not made by scripts/image-root")
    if "--static-swift-stdlib" not in text:
        found.append("the Swift runtime is not linked statically")
    for image in re.findall(r"^FROM (\S+)", text, re.M):
        if image != "scratch" and (":" not in image or image.endswith(":latest")):
            found.append(f"{image} can be anything tomorrow")
    return found


def check():
    text = (ROOT / "Dockerfile").read_text()
    return hadolint(text) + policy(text)
