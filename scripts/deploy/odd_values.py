"""Values that people may well give: those that have to work, and those that have to be refused with a word that helps."""
import helm_python

import chart
import crds
import kube

ACCEPTED = {
    "everything on": {
        "monitoring": {
            "namespace": "observability", "annotations": False,
            "podMonitor": {"enabled": True, "interval": "30s", "labels": {"release": "kube-prometheus-stack"}},
            "prometheusRule": {"enabled": True, "labels": {"release": "kube-prometheus-stack"}},
        },
        "chatApi": {
            "ingress": {"enabled": True, "className": "nginx", "host": "todo.example.org", "tlsSecret": "todo-tls", "annotations": {"a/b": "c"}},
            "llm": {"baseURL": "https://llm.example.org/v1", "model": "small", "existingSecret": "llm"},
        },
        "notification": {"smtpSecret": "smtp", "webhookSecret": "webhook"},
        "networkPolicy": {"ingressNamespaces": ["ingress-nginx", "other"]},
        "image": {"digest": "sha256:" + "a" * 64, "pullSecrets": ["ghcr"]},
        "nodeSelector": {"kubernetes.io/arch": "arm64"},
        "tolerations": [{"key": "a", "operator": "Exists", "effect": "NoSchedule"}],
        "services": {"engine": {"replicas": 3, "settings": {"PUNCTUAL_LEASE": "8s"}}},
    },
    "everything off": {
        "monitoring": {"annotations": False, "dashboards": {"enabled": False}},
        "networkPolicy": {"enabled": False},
        "podDisruptionBudget": {"enabled": False},
        "topologySpread": {"enabled": False},
        "smokeTest": {"enabled": False},
        "kafka": {"topics": {"create": False}},
    },
    "a commit as the tag": {"image": {"tag": "0123456789abcdef0123456789abcdef01234567"}},
    "a tag of digits only": {"image": {"tag": "20261124"}},
    "an identity provider": {"auth": {"jwksURL": "https://id.example.org/keys", "issuer": "https://id.example.org", "audience": "todo"}},
    "no trace": {"tracing": {"samplingRate": "0"}},
    "Kafka and Redis elsewhere": {"kafka": {"brokers": "redpanda.data:19092"}, "redis": {"address": "redis.data:6380"}},
}

REFUSED = {
    "a misspelt key": ({"servcies": {}}, "servcies"),
    "a misspelt key deep down": ({"services": {"engine": {"replica": 3}}}, "replica"),
    "an unknown service": ({"services": {"reminders": {"replicas": 1}}}, "reminders"),
    "no replica": ({"services": {"engine": {"replicas": 0}}}, "/services/engine/replicas"),
    "replicas as text": ({"services": {"engine": {"replicas": "2"}}}, "/services/engine/replicas"),
    "two chat-apis": ({"services": {"chatApi": {"replicas": 2}}}, "/services/chatApi/replicas"),
    "memory without a unit": ({"services": {"audit": {"resources": {"limits": {"memory": "128"}}}}}, "/services/audit/resources/limits/memory"),
    "memory in megabits": ({"sidecar": {"resources": {"limits": {"memory": "128m"}}}}, "/sidecar/resources/limits/memory"),
    "no request of CPU": ({"services": {"audit": {"resources": {"requests": {"cpu": None}}}}}, "/services/audit/resources/requests"),
    "the newest image": ({"image": {"tag": "latest"}}, "image.tag"),
    "a tag in the repository": ({"image": {"repository": "ghcr.io/me/punctual:1"}}, "/image/repository"),
    "capitals in the repository": ({"image": {"repository": "ghcr.io/Me/punctual"}}, "/image/repository"),
    "half a digest": ({"image": {"digest": "sha256:abc"}}, "/image/digest"),
    "a sampling rate as a number": ({"tracing": {"samplingRate": 0.1}}, "/tracing/samplingRate"),
    "a sampling rate of ten": ({"tracing": {"samplingRate": "10"}}, "/tracing/samplingRate"),
    "Redis without a port": ({"redis": {"address": "redis"}}, "/redis/address"),
    "brokers without a port": ({"kafka": {"brokers": "kafka"}}, "/kafka/brokers"),
    "a secret's content in the place of its name": ({"secrets": {"jwt": "S3cret!value"}}, "/secrets/jwt"),
    "a secret as a setting": ({"services": {"audit": {"settings": {"PUNCTUAL_JWT_SECRET": "x"}}}}, "by the name of a Secret"),
    "a setting that the chart makes": ({"services": {"audit": {"settings": {"PUNCTUAL_PORT": "1"}}}}, "is set by the chart"),
    "a setting of somebody else": ({"services": {"audit": {"settings": {"HTTP_PROXY": "x"}}}}, "HTTP_PROXY"),
    "an ingress without a host": ({"chatApi": {"ingress": {"enabled": True}}}, "chatApi.ingress.host"),
    "an LLM without a model": ({"chatApi": {"llm": {"baseURL": "https://llm.example.org"}}}, "chatApi.llm.model"),
    "an app that outlives its sidecar": ({"shutdown": {"preStop": 20, "blockShutdown": 10}}, "shutdown.preStop"),
    "keys without TLS": ({"auth": {"jwksURL": "http://id.example.org/keys"}}, "/auth/jwksURL"),
    "an unknown type of service": ({"chatApi": {"service": {"type": "Loadbalancer"}}}, "/chatApi/service/type"),
    "Zipkin without a path": ({"tracing": {"zipkin": "http://zipkin:9411"}}, "/tracing/zipkin"),
}


def accepted(overrides):
    """What is wrong with the manifests of these values."""
    try:
        documents = chart.manifests(overrides)
    except helm_python.HelmError as error:
        return [f"refused: {error}"]
    found = kube.schema_problems(documents) + kube.pod_problems(documents) + chart.lint(overrides)
    if crds.folder():
        found += crds.problems(documents, crds.folder())
    return found


def refused(overrides, word):
    try:
        chart.render(overrides)
    except helm_python.HelmError as error:
        return [] if word in str(error) else [f"refused without a word of {word!r}: {error}"]
    return ["accepted"]


def check():
    found = [f"{name}: {line}" for name, overrides in ACCEPTED.items() for line in accepted(overrides)]
    return found + [f"{name}: {line}" for name, (overrides, word) in REFUSED.items() for line in refused(overrides, word)]
