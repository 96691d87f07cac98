"""The Dapr resources of the check, and the configuration of its Prometheus."""

from pathlib import Path

COMPONENT = """apiVersion: dapr.io/v1alpha1
kind: Component
metadata: {{name: {name}}}
spec:
  type: {type}
  version: v1
  metadata:
{metadata}
"""

SUBSCRIPTION = """apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata: {name: subscriber}
spec:
  pubsubname: pubsub
  topic: reminders
  routes: {default: /handle-reminder}
  deadLetterTopic: reminders-dead
scopes: [subscriber]
---
apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata: {name: audit-reminders}
spec:
  pubsubname: pubsub
  topic: reminders
  routes: {default: /handle-reminder}
  deadLetterTopic: reminders-dead
scopes: [audit]
---
apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata: {name: audit-task-events}
spec:
  pubsubname: pubsub
  topic: task-events
  routes: {default: /handle-event}
  deadLetterTopic: task-events-dead
scopes: [audit]
"""

CONFIGURATION = """apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata: {name: check}
spec:
  metrics:
    enabled: true
    recordErrorCodes: true
    http: {increasedCardinality: false}
"""

RESILIENCY = """apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: {name: check}
spec:
  policies:
    retries: {again: {policy: constant, duration: 500ms, maxRetries: 5}}
  targets:
    components: {pubsub: {inbound: {retry: again}}}
"""

PROMETHEUS = """global: {{scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}}
rule_files: [{rules}]
scrape_configs:
  - job_name: punctual
    static_configs: [{{targets: [{services}]}}]
  - job_name: dapr-sidecars
    honor_labels: true
    static_configs: [{{targets: [{sidecars}]}}]
  - job_name: redis
    static_configs: [{{targets: [{redis}]}}]
"""


def write_dapr(folder: Path, redis_port: int) -> None:
    """As a real sidecar reads them."""
    folder.mkdir()
    redis = {"redisHost": f"127.0.0.1:{redis_port}"}
    tick = {"schedule": "@every 1s", "direction": "input", "route": "/cron/sweep"}
    for name, kind, metadata, more in [
        ("pubsub", "pubsub.redis", redis, ""),
        ("statestore", "state.redis", redis, ""),
        ("sweep", "bindings.cron", tick, "scopes: [reminder-engine]\n"),
    ]:
        items = "\n".join(f'    - {{name: {key}, value: "{value}"}}' for key, value in metadata.items())
        (folder / f"{name}.yaml").write_text(COMPONENT.format(name=name, type=kind, metadata=items) + more)
    (folder / "subscription.yaml").write_text(SUBSCRIPTION)
    (folder / "resiliency.yaml").write_text(RESILIENCY)
    (folder.parent / "configuration.yaml").write_text(CONFIGURATION)


def prometheus(rules: list[Path], services: list[int], sidecars: list[int], redis: int) -> str:
    def targets(ports: list[int]) -> str:
        return ", ".join(f'"127.0.0.1:{port}"' for port in ports)

    return PROMETHEUS.format(
        rules=", ".join(f'"{rule}"' for rule in rules),
        services=targets(services),
        sidecars=targets(sidecars),
        redis=targets([redis]),
    )
