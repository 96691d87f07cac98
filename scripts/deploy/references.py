"""Whether what is named in one place exists in the other: app-ids, ports, topics, routes, components, secrets, services, settings.

Every function takes a `World` and returns complaints."""
import json
import re

import yaml

from world import ROOMS, metadata, named, scopes


def deployments(world):
    return {document["metadata"]["name"]: document for document in world.of("Deployment")}


def annotations(deployment):
    return deployment["spec"]["template"]["metadata"]["annotations"]


def environment(deployment):
    return {item["name"]: item for item in deployment["spec"]["template"]["spec"]["containers"][0]["env"]}


def app_ids(world):
    return {annotations(document)["dapr.io/app-id"] for document in world.of("Deployment")}


def apps(world):
    found = []
    configurations, accounts, services = (named(world.manifests, kind) for kind in ("Configuration", "ServiceAccount", "Service"))
    if app_ids(world) != set(ROOMS):
        found.append(f"the chart deploys {sorted(app_ids(world))}, the binary has {sorted(ROOMS)}")
    for name, document in deployments(world).items():
        notes, variables = annotations(document), environment(document)
        pod = document["spec"]["template"]["spec"]
        container = pod["containers"][0]
        port = container["ports"][0]["containerPort"]
        command = container["args"][0]
        if notes["dapr.io/app-port"] != str(port) or variables["PUNCTUAL_PORT"].get("value") != str(port):
            found.append(f"{name}: app-port, PUNCTUAL_PORT and the container's port are not one")
        if notes.get("prometheus.io/port", str(port)) != str(port):
            found.append(f"{name}: prometheus.io/port is not the port of /metrics")
        if notes["dapr.io/config"] not in configurations:
            found.append(f"{name}: there is no Configuration {notes['dapr.io/config']}")
        if pod["serviceAccountName"] not in accounts:
            found.append(f"{name}: there is no ServiceAccount {pod['serviceAccountName']}")
        if not re.search(rf'commandName:\s*"{re.escape(command)}"', world.source(("punctual",))):
            found.append(f"{name}: the binary has no subcommand {command}")
        elif not re.search(rf'"PUNCTUAL_PORT",\s*default:\s*{port:_}|"PUNCTUAL_PORT",\s*default:\s*{port}\b', world.code_of(name)):
            found.append(f"{name}: {port} is not the port that the service has by default")
        for path in {probe["httpGet"]["path"] for key, probe in container.items() if key.endswith("Probe")}:
            if f'"{path}"' not in world.source(("ServiceKit",)):
                found.append(f"{name}: no service answers {path}")
        if name not in services:
            found.append(f"{name} has no Service")
    return found


def selectors(world):
    """Services, budgets and policies select pods that exist, by ports that they have."""
    found = []
    pods = [document["spec"]["template"] for document in world.of("Deployment")]
    pods += world.of("Pod")

    def chosen(labels):
        return [pod for pod in pods if labels.items() <= pod["metadata"]["labels"].items()]

    def ports_of(pod):
        return {entry["name"]: entry["containerPort"] for entry in pod["spec"]["containers"][0].get("ports", [])}

    for document in world.manifests:
        kind, name, spec = document["kind"], document["metadata"]["name"], document.get("spec", {})
        if kind == "Service":
            matching = chosen(spec["selector"])
            if len(matching) != 1:
                found.append(f"Service {name} selects {len(matching)} workloads")
            for port in spec["ports"]:
                if matching and port["targetPort"] not in ports_of(matching[0]):
                    found.append(f"Service {name}: its pods have no port {port['targetPort']}")
        if kind in ("PodDisruptionBudget", "NetworkPolicy"):
            labels = (spec.get("selector") or spec.get("podSelector"))["matchLabels"]
            if len(chosen(labels)) != 1:
                found.append(f"{kind} {name} selects {len(chosen(labels))} workloads")
        if kind == "PodMonitor":
            matching = chosen(spec["selector"]["matchLabels"])
            if len(matching) < len(ROOMS):
                found.append(f"PodMonitor {name} finds {len(matching)} workloads only")
            for endpoint in spec["podMetricsEndpoints"]:
                # The injector calls the sidecar's port so.
                if endpoint["port"] != "dapr-metrics" and not any(endpoint["port"] in ports_of(pod) for pod in matching):
                    found.append(f"PodMonitor {name}: no pod has a port {endpoint['port']}")
        if kind == "Ingress":
            for rule in spec["rules"]:
                for path in rule["http"]["paths"]:
                    target = path["backend"]["service"]
                    service = named(world.manifests, "Service").get(target["name"])
                    if not service or target["port"]["name"] not in {port["name"] for port in service["spec"]["ports"]}:
                        found.append(f"Ingress {name}: there is no {target}")
    return found


def callbacks(world):
    """Nobody but Prometheus and the named reaches a pod, and who is allowed at the sidecar is one of ours."""
    found = []
    policies = named(world.manifests, "NetworkPolicy")
    for app in app_ids(world):
        if app not in policies:
            found.append(f"{app} has no NetworkPolicy: every pod of the cluster can call its callbacks")
            continue
        spec = policies[app]["spec"]
        if set(spec["policyTypes"]) != {"Ingress", "Egress"}:
            found.append(f"NetworkPolicy {app} does not hold both ways")
        for rule in spec["ingress"]:
            if "from" not in rule and app != "chat-api":
                found.append(f"NetworkPolicy {app} lets everybody in")
            for source in rule.get("from", []):
                for wanted in source.get("podSelector", {}).get("matchExpressions", []):
                    for caller in set(wanted["values"]) - app_ids(world):
                        found.append(f"NetworkPolicy {app}: there is no {caller}")
    return found


def callers(world):
    """Who calls whom: settings, access control and network policies say the same."""
    found = []
    setting = {"PUNCTUAL_ENGINE_APP_ID": "reminder-engine", "PUNCTUAL_CHAT_API_APP_ID": "chat-api", "PUNCTUAL_NOTIFICATION_APP_ID": "notification"}
    calls = set()
    for name, document in deployments(world).items():
        for variable, item in environment(document).items():
            if variable.endswith("_APP_ID"):
                if item["value"] != setting.get(variable):
                    found.append(f"{name}: {variable} is {item['value']}")
                calls.add((name, item["value"]))
    allowed = set()
    for callee, document in named(world.manifests, "Configuration").items():
        control = document["spec"]["accessControl"]
        if control["defaultAction"] != "deny":
            found.append(f"Configuration {callee} lets everybody call")
        allowed |= {(policy["appId"], callee) for policy in control.get("policies", [])}
    reachable = set()
    for callee, document in named(world.manifests, "NetworkPolicy").items():
        for rule in document["spec"].get("ingress", []):
            for source in rule.get("from", []):
                for wanted in source.get("podSelector", {}).get("matchExpressions", []):
                    reachable |= {(caller, callee) for caller in wanted["values"]}
    for caller, callee in sorted(allowed ^ calls):
        found.append(f"{caller} → {callee}: {'called, but refused by' if (caller, callee) in calls else 'not called, but allowed by'} access control")
    if reachable != allowed:
        found.append(f"network policies and access control differ: {sorted(reachable ^ allowed)}")
    return found


def topics(world):
    """Topics, dead-letter topics and subscriptions fit together."""
    found = []
    components = named(world.manifests, "Component")
    pubsub = components["pubsub"]
    kafka = {name: document for name, document in named(world.manifests, "KafkaTopic").items()}
    clusters = named(world.kafka, "Kafka")
    may_publish, may_subscribe = scopes(pubsub, "publishingScopes"), scopes(pubsub, "subscriptionScopes")
    subscribed = {}
    for name, document in named(world.manifests, "Subscription").items():
        spec, apps_ = document["spec"], document.get("scopes", [])
        topic, dead = spec["topic"], spec.get("deadLetterTopic")
        for app in apps_:
            subscribed.setdefault(topic, set()).add(app)
            if app not in app_ids(world):
                found.append(f"Subscription {name}: there is no app {app}")
            elif topic not in may_subscribe.get(app, set()):
                found.append(f"Subscription {name}: the component's scopes keep {app} from {topic}")
            if dead and dead not in may_publish.get(app, set()):
                found.append(f"Subscription {name}: the component's scopes keep {app} from sending to {dead}")
            if f'"{spec["routes"]["default"]}"' not in world.code_of(app):
                found.append(f"Subscription {name}: {app} has no route {spec['routes']['default']}")
        if not apps_:
            found.append(f"Subscription {name} has no scopes: every app would get it")
        if spec["pubsubname"] not in components:
            found.append(f"Subscription {name}: there is no component {spec['pubsubname']}")
        if not topic.endswith("-dead") and dead != f"{topic}-dead":
            found.append(f"Subscription {name}: its dead-letter topic is not {topic}-dead")
        for wanted in filter(None, (topic, dead)):
            if wanted not in kafka:
                found.append(f"Subscription {name}: there is no KafkaTopic {wanted}, and brokers make none")
    for name, document in kafka.items():
        if name not in subscribed:
            found.append(f"nobody subscribes to {name}")
        if document["metadata"]["labels"].get("strimzi.io/cluster") not in clusters:
            found.append(f"KafkaTopic {name} is of no cluster in helm/third-party")
        if not name.endswith("-dead") and f'"{name}"' not in "\n".join(world.sources.values()):
            found.append(f"no source names the topic {name}")
    for app, published in may_publish.items():
        for topic in published - set(kafka):
            found.append(f"{app} may publish to {topic}, which is no KafkaTopic")
        for topic in published:
            if not topic.endswith("-dead") and topic not in subscribed:
                found.append(f"{app} publishes to {topic}, which nobody reads")
    for component in components.values():
        for app in set(component.get("scopes", [])) - app_ids(world):
            found.append(f"component {component['metadata']['name']}: there is no app {app}")
        if not component.get("scopes"):
            found.append(f"component {component['metadata']['name']} is for every app of the namespace")
        keys = metadata(component)
        for key in ("consumerID", "consumerGroup"):
            if key in keys and "{appID}" not in str(keys[key]):
                found.append(f"component {component['metadata']['name']}: {key} would be one for all apps, and each event go to one of them only")
    return found


def components(world):
    """What a service names, its sidecar has; the tick's route exists."""
    found = []
    have = named(world.manifests, "Component")
    for name, document in deployments(world).items():
        for variable in ("PUNCTUAL_PUBSUB", "PUNCTUAL_STATESTORE"):
            item = environment(document).get(variable)
            if item and name not in have.get(item["value"], {}).get("scopes", []):
                found.append(f"{name}: {variable} names {item['value']}, which is not for it")
    for component in have.values():
        if component["spec"]["type"] == "bindings.cron":
            route = metadata(component).get("route", f"/{component['metadata']['name']}")
            if metadata(component).get("direction") != "input":
                found.append("the cron binding has no direction")
            if f'"{route}"' not in world.code_of(component["scopes"][0]):
                found.append(f"the tick's route {route} is not served by {component['scopes'][0]}")
    for kind, document in ((kind, d) for kind in ("Resiliency",) for d in world.of(kind)):
        for app in set(document["spec"]["targets"].get("apps", {})) - app_ids(world):
            found.append(f"{kind}: there is no app {app}")
        for component in set(document["spec"]["targets"].get("components", {})) - set(have):
            found.append(f"{kind}: there is no component {component}")
        if "retry" not in document["spec"]["targets"]["components"].get("pubsub", {}).get("inbound", {}):
            found.append("Resiliency: without an inbound retry for pubsub a failed event is tried once")
    return found


def apis(world):
    """What the code calls of the sidecar's API, the allow lists allow."""
    found = []
    used = set(re.findall(r'"/v1\.0(?:-alpha1)?/([a-z]+)[/"]', world.source(("Dapr",))))
    for name, allowed in allow_lists(world).items():
        if name in ("todo",) and used - allowed:
            found.append(f"dapr/local/config.yaml does not allow {sorted(used - allowed)}")
    union = set().union(*(allowed for name, allowed in allow_lists(world).items() if name != "todo"))
    if used - union:
        found.append(f"no Configuration of the chart allows {sorted(used - union)}")
    needs = {"PUNCTUAL_PUBSUB": "publish", "PUNCTUAL_STATESTORE": "state"}
    for name, document in deployments(world).items():
        allowed = allow_lists(world).get(annotations(document)["dapr.io/config"], set())
        wanted = {api for variable, api in needs.items() if variable in environment(document)}
        wanted |= {"invoke"} if any(variable.endswith("_APP_ID") for variable in environment(document)) else set()
        if wanted - allowed:
            found.append(f"{name}: its Configuration does not allow {sorted(wanted - allowed)}")
    for name, document in {**named(world.manifests, "Configuration"), **named(world.local, "Configuration")}.items():
        if document["spec"]["metrics"]["http"].get("increasedCardinality") is not False:
            found.append(f"Configuration {name}: each reminder would be a series of its own")
    return found


def allow_lists(world):
    every = {**named(world.manifests, "Configuration"), **named(world.local, "Configuration")}
    return {name: {entry["name"] for entry in document["spec"]["api"]["allowed"]} for name, document in every.items()}


def secrets(world):
    """Every secret that is referred to is made by scripts/cluster-secrets, or is one that people bring."""
    found, referred = [], set()
    for document in world.of("Deployment"):
        notes = annotations(document)
        referred |= {notes["dapr.io/api-token-secret"], notes["dapr.io/app-token-secret"]}
        for item in environment(document).values():
            reference = item.get("valueFrom", {}).get("secretKeyRef")
            if reference:
                referred.add(reference["name"])
    for component in world.of("Component"):
        for value in metadata(component).values():
            if isinstance(value, dict):
                referred.add(value["name"])
    referred.add(world.third_party["valkey"]["auth"]["usersExistingSecret"])
    referred.add(world.third_party["grafana"]["admin"]["existingSecret"])
    for name in sorted(referred - world.secrets_made):
        found.append(f"scripts/cluster-secrets makes no secret {name}")
    for name in sorted(world.secrets_made - referred):
        found.append(f"nobody refers to the secret {name}")
    return found


def settings(world):
    """A setting that no service reads is most likely misspelt."""
    found = []
    for name, document in deployments(world).items():
        for variable in environment(document):
            if variable != "REDIS_PASSWORD" and f'"{variable}"' not in world.code_of(name):
                found.append(f"{name}: {variable} is read nowhere in its code")
        # And the other way round: whom it may call, it is told.
        own = set(re.findall(r'"(PUNCTUAL_[A-Z_]+_APP_ID)"', world.source(ROOMS.get(name, ()))))
        itself = f"PUNCTUAL_{name.removeprefix('reminder-').replace('-', '_').upper()}_APP_ID"
        for variable in sorted(own - set(environment(document)) - {itself}):
            found.append(f"{name}: reads {variable}, which the chart does not give it")
    everything = "\n".join(world.sources.values())
    given = set(world.run["common"]["env"]).union(*(app.get("env", {}) for app in world.run["apps"]))
    for variable in sorted(given):
        if f'"{variable}"' not in everything:
            found.append(f"dapr.yaml: {variable} is read nowhere")
    return found


def local(world):
    """The local files say the same as the chart, as far as they can."""
    found = []
    for where, documents in (("dapr/local", world.local), ("dapr/redpanda", world.redpanda)):
        mine, theirs = named(documents, "Component"), named(world.manifests, "Component")
        if set(mine) != set(theirs):
            found.append(f"{where}: components {sorted(mine)}, the chart has {sorted(theirs)}")
            continue
        for name in mine:
            if set(mine[name].get("scopes", [])) != set(theirs[name].get("scopes", [])):
                found.append(f"{where}: {name} has other scopes than in the chart")
        for key in ("publishingScopes", "subscriptionScopes"):
            if scopes(mine["pubsub"], key) != scopes(theirs["pubsub"], key):
                found.append(f"{where}: {key} differ from the chart's")
        subscriptions = [{name: (d["spec"], d["scopes"]) for name, d in named(ds, "Subscription").items()} for ds in (documents, world.manifests)]
        if subscriptions[0] != subscriptions[1]:
            found.append(f"{where}: subscriptions differ from the chart's")
        targets = [next(d for d in ds if d["kind"] == "Resiliency")["spec"]["targets"] for ds in (documents, world.manifests)]
        if targets[0] != targets[1]:
            found.append(f"{where}: resiliency has other targets than the chart's")
    if "poolSize" not in metadata(named(world.local, "Component").get("pubsub", {"spec": {}})):
        found.append("dapr/local: pubsub has no poolSize, so its subscriptions can use up all connections")
    running = {app["appID"]: app for app in world.run["apps"]}
    if set(running) != app_ids(world):
        found.append(f"dapr.yaml runs {sorted(running)}")
    for name, document in deployments(world).items():
        app = running.get(name)
        if app and (str(app["appPort"]) != annotations(document)["dapr.io/app-port"] or app["env"]["PUNCTUAL_PORT"] != str(app["appPort"])):
            found.append(f"dapr.yaml: {name} has another port than in the chart")
        if app and app["command"][1] != document["spec"]["template"]["spec"]["containers"][0]["args"][0]:
            found.append(f"dapr.yaml: {name} runs another subcommand than in the chart")
    ports = [app[key] for app in world.run["apps"] for key in ("appPort", "daprHTTPPort", "metricsPort")]
    if len(set(ports)) != len(ports):
        found.append("dapr.yaml: a port is taken twice")
    return found


def platform(world):
    """Addresses in the chart are those that the third-party values make."""
    found = []
    pubsub, store = (metadata(named(world.manifests, "Component")[name]) for name in ("pubsub", "statestore"))
    brokers = {
        f"{name}-kafka-bootstrap.{topic['metadata']['namespace']}:{listener['port']}"
        for topic in world.of("KafkaTopic") for name, kafka in named(world.kafka, "Kafka").items()
        for listener in kafka["spec"]["kafka"]["listeners"]
    }
    if pubsub["brokers"] not in brokers:
        found.append(f"the brokers {pubsub['brokers']} are not those of helm/third-party: {sorted(brokers)}")
    if store["redisHost"] != f"{world.third_party['valkey']['fullnameOverride']}:6379":
        found.append(f"Redis is not called {store['redisHost']} in helm/third-party")
    engine = environment(deployments(world)["reminder-engine"])["PUNCTUAL_REDIS_URL"]["value"]
    if not engine.endswith(f"@{store['redisHost']}"):
        found.append("the ledger's Redis is not the one of the state store")
    config = world.third_party["valkey"]["valkeyConfig"]
    for line in ("appendonly yes", "maxmemory-policy noeviction"):
        if line not in config:
            found.append(f"Redis without \"{line}\" is refused by the engine")
    prometheus = world.third_party["prometheus"]
    jobs = {job["job_name"]: json.dumps(job) for job in yaml.safe_load(prometheus["extraScrapeConfigs"])}
    # The injector calls the port of the sidecar's metrics so.
    if not any("pod_container_port_name" in job and "dapr-metrics" in job for job in jobs.values()):
        found.append("no job of Prometheus finds the sidecars")
    annotated = any("prometheus.io/scrape" in annotations(document) for document in world.of("Deployment"))
    if not annotated or prometheus.get("scrapeConfigs", {}).get("kubernetes-pods", {}).get("enabled") is False:
        found.append("no job of Prometheus finds the apps")
    selector = world.third_party["dapr"].get("dapr_sidecar_injector", {}).get("namespaceSelector")
    namespace = world.of("Deployment")[0]["metadata"]["namespace"]
    if selector and namespace not in selector["matchExpressions"][0]["values"]:
        found.append(f"Dapr's injector does not look at namespace {namespace}")
    return found


def seconds(text):
    number, unit = re.fullmatch(r"([0-9.]+)(ms|s|m)?", str(text)).groups()
    return float(number) * {"ms": 0.001, "s": 1, "m": 60, None: 0.001}[unit]


def pauses(retry):
    """The pauses of an exponential policy of Dapr, without their jitter of a half."""
    result, pause = [], 0.5
    for _ in range(retry["maxRetries"]):
        result.append(min(pause, seconds(retry["maxInterval"])))
        pause *= 1.5
    return result


def timing(world):
    """Retries outlast a dead consumer's claim, a delivery the consumer's own deadline, and Redis waits for both."""
    found = []
    code = world.source(("ServiceKit",))
    lease = re.search(r"lease: Duration = \.seconds\((\d+)\)", code)
    deadline = re.search(r"deadline: Duration = \.seconds\((\d+)\), lease", code)
    if not lease or not deadline:
        return ["the consumer's lease and deadline are not found in Sources/ServiceKit"]
    for where, documents in (("dapr/local", world.local), ("the chart", world.manifests)):
        policies = next(document for document in documents if document["kind"] == "Resiliency")["spec"]["policies"]
        retry, timeout = policies["retries"]["deliver"], seconds(policies["timeouts"]["delivery"])
        window = sum(pauses(retry))
        if window / 2 <= int(lease[1]):
            found.append(f"{where}: retries may end after {window / 2:.0f} s, while a dead consumer's claim lasts {lease[1]} s")
        if timeout <= int(deadline[1]):
            found.append(f"{where}: a delivery is given up after {timeout:.0f} s, while the consumer works for {deadline[1]} s")
        pubsub = named(documents, "Component").get("pubsub", {"spec": {"type": ""}})
        if pubsub["spec"]["type"] == "pubsub.redis":
            longest = window * 1.5 + timeout * (retry["maxRetries"] + 1)
            if seconds(metadata(pubsub).get("processingTimeout", "60s")) <= longest:
                found.append(f"{where}: an event is delivered again while retries of up to {longest:.0f} s go on")
    return found


ALL = (apps, selectors, callbacks, callers, topics, components, apis, secrets, settings, local, platform, timing)
