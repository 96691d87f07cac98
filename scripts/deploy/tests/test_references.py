"""Each check of references fails when one of the two sides is changed, and only then."""
import pytest

import references
from world import metadata, named


def deployment(world, name):
    return references.deployments(world)[name]


def container(world, name):
    return deployment(world, name)["spec"]["template"]["spec"]["containers"][0]


def variable(world, name, key):
    return next(item for item in container(world, name)["env"] if item["name"] == key)


def item(component, key):
    return next(entry for entry in component["spec"]["metadata"] if entry["name"] == key)


def component(world, name):
    return named(world.manifests, "Component")[name]


def drop(world, kind, name):
    world.manifests = [d for d in world.manifests if (d["kind"], d["metadata"]["name"]) != (kind, name)]


@pytest.mark.parametrize("check", references.ALL, ids=lambda check: check.__name__)
def test_the_whole_is_accepted(world, check):
    assert check(world) == []


def app_id(world):
    references.annotations(deployment(world, "audit"))["dapr.io/app-id"] = "auditor"


def app_port(world):
    references.annotations(deployment(world, "audit"))["dapr.io/app-port"] = "8080"


def port_setting(world):
    variable(world, "audit", "PUNCTUAL_PORT")["value"] = "8000"


def default_port(world):
    path = "punctual/Audit/Everything.swift"
    world.sources[path] = world.sources[path].replace("default: 8003", "default: 8004")


def metrics_port(world):
    references.annotations(deployment(world, "audit"))["prometheus.io/port"] = "9090"


def configuration(world):
    drop(world, "Configuration", "audit")


def account(world):
    drop(world, "ServiceAccount", "audit")


def subcommand(world):
    container(world, "chat-api")["args"] = ["chat"]


def probe(world):
    container(world, "chat-api")["readinessProbe"]["httpGet"]["path"] = "/ready"


def no_service(world):
    drop(world, "Service", "audit")


def service_selector(world):
    named(world.manifests, "Service")["audit"]["spec"]["selector"]["app.kubernetes.io/name"] = "audits"


def target_port(world):
    named(world.manifests, "Service")["audit"]["spec"]["ports"][0]["targetPort"] = "web"


def budget_selector(world):
    named(world.manifests, "PodDisruptionBudget")["audit"]["spec"]["selector"]["matchLabels"]["app.kubernetes.io/name"] = "x"


def no_policy(world):
    drop(world, "NetworkPolicy", "notification")


def open_policy(world):
    named(world.manifests, "NetworkPolicy")["notification"]["spec"]["ingress"].append({"ports": [{"port": 8001}]})


def policy_of_nobody(world):
    rule = {"from": [{"podSelector": {"matchExpressions": [{"key": "a", "operator": "In", "values": ["chat"]}]}}]}
    named(world.manifests, "NetworkPolicy")["notification"]["spec"]["ingress"].append(rule)


def ingress_only(world):
    named(world.manifests, "NetworkPolicy")["notification"]["spec"]["policyTypes"] = ["Ingress"]


def open_access(world):
    named(world.manifests, "Configuration")["notification"]["spec"]["accessControl"]["defaultAction"] = "allow"


def refused_caller(world):
    named(world.manifests, "Configuration")["notification"]["spec"]["accessControl"]["policies"] = []


def needless_caller(world):
    policy = {"appId": "audit", "defaultAction": "allow"}
    named(world.manifests, "Configuration")["notification"]["spec"]["accessControl"]["policies"].append(policy)


def callee(world):
    variable(world, "chat-api", "PUNCTUAL_ENGINE_APP_ID")["value"] = "engine"


def no_topic(world):
    drop(world, "KafkaTopic", "reminders")


def no_dead_topic(world):
    drop(world, "KafkaTopic", "reminders-dead")


def unread_topic(world):
    drop(world, "Subscription", "chat-api-task-guards")


def unread_dead_letters(world):
    drop(world, "Subscription", "audit-reminders-dead")


def no_dead_letter(world):
    del named(world.manifests, "Subscription")["notification-reminders"]["spec"]["deadLetterTopic"]


def route(world):
    named(world.manifests, "Subscription")["notification-reminders"]["spec"]["routes"]["default"] = "/reminder"


def subscription_of_all(world):
    del named(world.manifests, "Subscription")["notification-reminders"]["scopes"]


def other_pubsub(world):
    named(world.manifests, "Subscription")["notification-reminders"]["spec"]["pubsubname"] = "kafka"


def kept_from_reading(world):
    entry = item(component(world, "pubsub"), "subscriptionScopes")
    entry["value"] = entry["value"].replace("notification=reminders", "notification=")


def kept_from_dead_lettering(world):
    entry = item(component(world, "pubsub"), "publishingScopes")
    entry["value"] = entry["value"].replace("notification=task-updates,reminders-dead", "notification=task-updates")


def one_group_for_all(world):
    component(world, "pubsub")["spec"]["metadata"].append({"name": "consumerGroup", "value": "todo"})


def component_of_all(world):
    del component(world, "statestore")["scopes"]


def cluster_label(world):
    named(world.manifests, "KafkaTopic")["reminders"]["metadata"]["labels"]["strimzi.io/cluster"] = "events"


def store_not_for_it(world):
    component(world, "statestore")["scopes"].remove("audit")


def store_by_another_name(world):
    variable(world, "audit", "PUNCTUAL_STATESTORE")["value"] = "state"


def tick_elsewhere(world):
    item(component(world, "sweep"), "route")["value"] = "/tick"


def tick_without_direction(world):
    entries = component(world, "sweep")["spec"]["metadata"]
    entries.remove(item(component(world, "sweep"), "direction"))


def no_inbound_retry(world):
    del world.of("Resiliency")[0]["spec"]["targets"]["components"]["pubsub"]["inbound"]["retry"]


def resiliency_of_nobody(world):
    world.of("Resiliency")[0]["spec"]["targets"]["apps"]["engine"] = {}


def api_not_allowed(world):
    allowed = named(world.local, "Configuration")["todo"]["spec"]["api"]["allowed"]
    allowed[:] = [entry for entry in allowed if entry["name"] != "jobs"]


def api_not_allowed_for_the_app(world):
    allowed = named(world.manifests, "Configuration")["audit"]["spec"]["api"]["allowed"]
    allowed[:] = [entry for entry in allowed if entry["name"] != "state"]


def a_series_for_each_reminder(world):
    named(world.manifests, "Configuration")["reminder-engine"]["spec"]["metrics"]["http"]["increasedCardinality"] = True


def secret_of_nobody(world):
    variable(world, "audit", "APP_API_TOKEN")["valueFrom"]["secretKeyRef"]["name"] = "app-token"


def secret_for_nobody(world):
    world.secrets_made.add("todo-old")


def secret_of_redis(world):
    world.third_party["valkey"]["auth"]["usersExistingSecret"] = "valkey-users"


def misspelt_setting(world):
    container(world, "audit")["env"].append({"name": "PUNCTUAL_LOGLEVEL", "value": "info"})


def untold_callee(world):
    container(world, "recurring-task")["env"].remove(variable(world, "recurring-task", "PUNCTUAL_CHAT_API_APP_ID"))


def misspelt_local_setting(world):
    world.run["common"]["env"]["PUNCTUAL_PUBSUP"] = "pubsub"


def local_component(world):
    named(world.local, "Component")["pubsub"]["metadata"]["name"] = "events"


def local_scopes(world):
    named(world.redpanda, "Component")["pubsub"]["scopes"].remove("audit")


def local_publishing(world):
    entry = item(named(world.local, "Component")["pubsub"], "publishingScopes")
    entry["value"] = entry["value"].replace("reminder-engine=reminders,task-guards", "reminder-engine=reminders")


def local_subscription(world):
    named(world.local, "Subscription")["audit-reminders"]["spec"]["routes"]["default"] = "/handle-event"


def local_resiliency(world):
    del next(d for d in world.local if d["kind"] == "Resiliency")["spec"]["targets"]["components"]["statestore"]


def starved_pool(world):
    pubsub = named(world.local, "Component")["pubsub"]
    pubsub["spec"]["metadata"].remove(item(pubsub, "poolSize"))


def local_app(world):
    world.run["apps"].pop()


def local_port(world):
    world.run["apps"][1]["appPort"] = 8010


def local_port_twice(world):
    world.run["apps"][1]["daprHTTPPort"] = 3500


def local_subcommand(world):
    world.run["apps"][1]["command"][1] = "chat"


def brokers(world):
    item(component(world, "pubsub"), "brokers")["value"] = "kafka:9092"


def redis_name(world):
    world.third_party["valkey"]["fullnameOverride"] = "valkey"


def two_redis(world):
    variable(world, "reminder-engine", "PUNCTUAL_REDIS_URL")["value"] = "redis://:$(REDIS_PASSWORD)@ledger:6379"


def evicting_redis(world):
    world.third_party["valkey"]["valkeyConfig"] = "appendonly yes\nmaxmemory-policy allkeys-lru\n"


def unseen_sidecars(world):
    values = world.third_party["prometheus"]
    values["extraScrapeConfigs"] = values["extraScrapeConfigs"].replace("dapr-metrics", "metrics")


def unseen_apps(world):
    world.third_party["prometheus"]["scrapeConfigs"]["kubernetes-pods"] = {"enabled": False}


def apps_without_annotations(world):
    for document in world.of("Deployment"):
        references.annotations(document).pop("prometheus.io/scrape")


def injector_elsewhere(world):
    world.third_party["dapr"]["dapr_sidecar_injector"] = {"namespaceSelector": {"matchExpressions": [{"values": ["default"]}]}}


def policies(documents):
    return next(document for document in documents if document["kind"] == "Resiliency")["spec"]["policies"]


def retries_end_early(world):
    policies(world.manifests)["retries"]["deliver"]["maxRetries"] = 5


def impatient_delivery(world):
    policies(world.manifests)["timeouts"]["delivery"] = "4s"


def impatient_redis(world):
    item(named(world.local, "Component")["pubsub"], "processingTimeout")["value"] = "60s"


def longer_claims(world):
    name = next(path for path, text in world.sources.items() if "lease: Duration = .seconds(20)" in text)
    world.sources[name] = world.sources[name].replace("lease: Duration = .seconds(20)", "lease: Duration = .seconds(120)")


BROKEN = [
    *((references.apps, case) for case in (
        app_id, app_port, port_setting, default_port, metrics_port, configuration, account, subcommand, probe, no_service)),
    *((references.selectors, case) for case in (service_selector, target_port, budget_selector)),
    *((references.callbacks, case) for case in (no_policy, open_policy, policy_of_nobody, ingress_only)),
    *((references.callers, case) for case in (open_access, refused_caller, needless_caller, callee, no_policy)),
    *((references.topics, case) for case in (
        no_topic, no_dead_topic, unread_topic, unread_dead_letters, no_dead_letter, route, subscription_of_all, other_pubsub,
        kept_from_reading, kept_from_dead_lettering, one_group_for_all, component_of_all, cluster_label)),
    *((references.components, case) for case in (
        store_not_for_it, store_by_another_name, tick_elsewhere, tick_without_direction, no_inbound_retry, resiliency_of_nobody)),
    *((references.apis, case) for case in (api_not_allowed, api_not_allowed_for_the_app, a_series_for_each_reminder)),
    *((references.secrets, case) for case in (secret_of_nobody, secret_for_nobody, secret_of_redis)),
    *((references.settings, case) for case in (misspelt_setting, misspelt_local_setting, untold_callee)),
    *((references.local, case) for case in (
        local_component, local_scopes, local_publishing, local_subscription, local_resiliency, starved_pool, local_app, local_port,
        local_port_twice, local_subcommand)),
    *((references.platform, case) for case in (brokers, redis_name, two_redis, evicting_redis, injector_elsewhere, unseen_sidecars, unseen_apps,
        apps_without_annotations)),
    *((references.timing, case) for case in (retries_end_early, impatient_delivery, impatient_redis, longer_claims)),
]


@pytest.mark.parametrize("check, spoil", BROKEN, ids=lambda value: value.__name__)
def test_a_broken_reference_is_found(world, check, spoil):
    spoil(world)
    assert check(world) != []
