"""Every shell script of the repository, by shellcheck."""
import subprocess

from profiles import ROOT
from workflows import run


def scripts():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    found = []
    for name in names:
        path = ROOT / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size:
            with path.open("rb") as file:
                first = file.readline(64)
            if first.startswith(b"#!") and (b"bash" in first or first.rstrip().endswith(b"/sh")):
                found.append(path)
    return found


def check(paths=None):
    return run("shellcheck", "--format=gcc", *(paths or scripts()))
