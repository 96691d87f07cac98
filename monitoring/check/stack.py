"""Real processes under a real Prometheus: Redis and its exporter, an engine, an audit service, a subscriber, and their sidecars."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path

import resources
from processes import Processes, call, free_port, wait_until


@dataclass
class Stack:
    processes: Processes
    punctual: Path
    folder: Path
    rules: list[Path]
    subscriber_port: int
    collector_port: int
    redis_port: int = field(default_factory=free_port)
    exporter_port: int = field(default_factory=free_port)
    engine_port: int = field(default_factory=free_port)
    engine_sidecar: int = field(default_factory=free_port)
    subscriber_sidecar: int = field(default_factory=free_port)
    audit_port: int = field(default_factory=free_port)
    audit_sidecar: int = field(default_factory=free_port)
    engine_metrics: int = field(default_factory=free_port)
    audit_metrics: int = field(default_factory=free_port)
    subscriber_metrics: int = field(default_factory=free_port)
    prometheus_port: int = field(default_factory=free_port)

    @property
    def prometheus(self) -> str:
        return f"http://127.0.0.1:{self.prometheus_port}"

    def expositions(self) -> dict[str, str]:
        """What each process shows, by what kind of process it is."""
        ports = {
            "engine": [self.engine_port],
            "consumer": [self.audit_port],
            "sidecar": [self.engine_metrics, self.audit_metrics, self.subscriber_metrics],
            "redis": [self.exporter_port],
        }
        return {
            kind: "\n".join(call(f"http://127.0.0.1:{port}/metrics")[1].decode() for port in of_kind) for kind, of_kind in ports.items()
        }

    def start(self) -> None:
        self._start_redis()
        resources.write_dapr(self.folder / "resources", self.redis_port)
        self._start_sidecar("reminder-engine", self.engine_port, self.engine_sidecar, self.engine_metrics)
        self._start_sidecar("audit", self.audit_port, self.audit_sidecar, self.audit_metrics)
        self._start_sidecar("subscriber", self.subscriber_port, self.subscriber_sidecar, self.subscriber_metrics)
        self.processes.start(
            "engine",
            [str(self.punctual), "engine"],
            {
                "PUNCTUAL_PORT": str(self.engine_port),
                "PUNCTUAL_REDIS_URL": f"redis://127.0.0.1:{self.redis_port}",
                "DAPR_HTTP_PORT": str(self.engine_sidecar),
                "PUNCTUAL_ZIPKIN_URL": f"http://127.0.0.1:{self.collector_port}",
                "PUNCTUAL_TRACE_SAMPLE": "1",
            },
        )
        self.processes.start(
            "audit",
            [str(self.punctual), "audit"],
            {
                "PUNCTUAL_PORT": str(self.audit_port),
                "DAPR_HTTP_PORT": str(self.audit_sidecar),
                "PUNCTUAL_JWT_SECRET": "for-this-check-only-0123456789abcdef",
            },
        )
        for port in (self.engine_port, self.audit_port):
            wait_until("the service is ready", lambda: call(f"http://127.0.0.1:{port}/readyz")[0] == 200)
        for port in (self.engine_sidecar, self.audit_sidecar, self.subscriber_sidecar):
            wait_until("the sidecar is ready", lambda: call(f"http://127.0.0.1:{port}/v1.0/healthz")[0] == 204)
        self._start_prometheus()
        self.processes.check_running()

    def _start_redis(self) -> None:
        directory = self.folder / "redis"
        directory.mkdir()
        self.processes.start(
            "redis",
            ["redis-server", "--port", str(self.redis_port), "--bind", "127.0.0.1", "--dir", str(directory), "--appendonly", "yes"]
            + ["--maxmemory", "256mb", "--save", ""],
        )
        exporter = f"127.0.0.1:{self.exporter_port}"
        self.processes.start(
            "redis-exporter",
            ["prometheus-redis-exporter", "-redis.addr", f"redis://127.0.0.1:{self.redis_port}", "-web.listen-address", exporter],
        )

    def _start_sidecar(self, app_id: str, app_port: int, port: int, metrics_port: int) -> None:
        self.processes.start(
            f"sidecar-{app_id}",
            [str(self.punctual), "sidecar", "--app-id", app_id, "--app-port", str(app_port), "--dapr-http-port", str(port)]
            + ["--metrics-port", str(metrics_port), "--resources-path", str(self.folder / "resources")]
            + ["--config", str(self.folder / "configuration.yaml")],
        )

    def _start_prometheus(self) -> None:
        configuration = self.folder / "prometheus.yaml"
        configuration.write_text(
            resources.prometheus(
                self.rules,
                [self.engine_port, self.audit_port],
                [self.engine_metrics, self.audit_metrics, self.subscriber_metrics],
                self.exporter_port,
            )
        )
        self.processes.start(
            "prometheus",
            ["prometheus", f"--config.file={configuration}", f"--storage.tsdb.path={self.folder / 'prometheus'}"]
            + [f"--web.listen-address=127.0.0.1:{self.prometheus_port}"],
        )
        wait_until("Prometheus is ready", lambda: call(f"{self.prometheus}/-/ready")[0] == 200)

    def work(self, seconds: float) -> None:
        """Lets reminders fire by both carriers, events be handled well and badly, and the subscriber use its sidecar."""
        deadline = time.monotonic() + seconds
        titles = ["good", "good", "retry", "drop"]
        for round in range(1000):
            if time.monotonic() >= deadline:
                return
            for index, title in enumerate(titles):
                # Three seconds ahead it is handed to the Jobs API; one second ahead it stays with the sweeper.
                self._schedule({"user_id": "ada", "title": title, "delay": f"{1 + 2 * (index % 2)}s"})
            sidecar = f"http://127.0.0.1:{self.subscriber_sidecar}/v1.0"
            call(f"{sidecar}/state/statestore", json.dumps([{"key": f"k{round}", "value": round}]).encode())
            call(f"{sidecar}/state/statestore/k{round}")
            call(f"{sidecar}/publish/pubsub/task-events", b'{"n": 1}')
            job = {"dueTime": "1s", "data": {}, "failurePolicy": {"constant": {"interval": "1s", "maxRetries": 1}}}
            call(f"{sidecar}/jobs/refused-{round}", json.dumps(job).encode(), "POST")
            # Bulk in, one missing, one cancelled: other routes and other answers.
            call(f"http://127.0.0.1:{self.engine_port}/v1/reminders?user_id=ada&limit=5")
            call(f"http://127.0.0.1:{self.engine_port}/v1/reminders/none")
            time.sleep(0.5)

    def _schedule(self, reminder: dict[str, str]) -> None:
        status, answer = call(f"http://127.0.0.1:{self.engine_port}/v1/reminders", json.dumps(reminder).encode())
        if status != 201:
            raise RuntimeError(f"a reminder was not taken: {status} {answer.decode(errors='replace')}")
