"""Child processes on loopback, each ended by its own pid."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def call(url: str, body: bytes | None = None, method: str | None = None, kind: str = "application/json", timeout: float = 5) -> tuple[int, bytes]:
    """One HTTP request; the answer of whatever status, 0 when there is none."""
    request = urllib.request.Request(url, data=body, method=method, headers={"Content-Type": kind} if body is not None else {})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError:
        return 0, b""


def wait_until(what: str, condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise TimeoutError(f"not within {seconds:.0f} s: {what}")


class Processes:
    """Starts processes, and ends them all when the block is left."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._running: list[tuple[str, subprocess.Popen]] = []

    def start(self, name: str, command: list[str], environment: dict[str, str] | None = None) -> subprocess.Popen:
        variables = {"PATH": os.environ.get("PATH", ""), "HOME": str(self.folder)} | (environment or {})
        with open(self.folder / f"{name}.log", "wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=variables, cwd=self.folder)
        self._running.append((name, process))
        return process

    def log_tail(self, name: str, lines: int = 12) -> str:
        return "\n".join((self.folder / f"{name}.log").read_text(errors="replace").splitlines()[-lines:])

    def check_running(self) -> None:
        for name, process in self._running:
            if process.poll() is not None:
                raise RuntimeError(f"{name} ended with status {process.returncode}:\n{self.log_tail(name)}")

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *_: object) -> None:
        for _, process in reversed(self._running):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for _, process in reversed(self._running):
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=10)
