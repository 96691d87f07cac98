{{/* One service; takes (dict "root" $ "service" <entry of the catalog> "values" <entry of .Values.services>). */}}
{{- define "todo.deployment" -}}
{{- $ := .root -}}
{{- $service := .service -}}
{{- $values := .values -}}
{{- $selector := dict "root" $ "appID" $service.appID -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $service.appID }}
  namespace: {{ $.Release.Namespace }}
  labels:
    {{- include "todo.selector" $selector | nindent 4 }}
    {{- include "todo.labels" $ | nindent 4 }}
spec:
  replicas: {{ $values.replicas }}
  revisionHistoryLimit: 3
  strategy:
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
  selector:
    matchLabels:
      {{- include "todo.selector" $selector | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "todo.selector" $selector | nindent 8 }}
        app.kubernetes.io/part-of: todo-chatbot
      annotations:
        {{- include "todo.daprAnnotations" . | nindent 8 }}
        {{- if $.Values.monitoring.annotations }}
        prometheus.io/scrape: "true"
        prometheus.io/port: {{ $service.port | quote }}
        prometheus.io/path: /metrics
        {{- end }}
    spec:
      serviceAccountName: {{ $service.appID }}
      # The sidecar proves who it is by a projected token of its own; nothing here speaks to the API server.
      automountServiceAccountToken: false
      # Otherwise a Service's name could become a variable that a setting is read from.
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ add $.Values.shutdown.blockShutdown $.Values.shutdown.sidecarGrace 5 }}
      securityContext:
        {{- include "todo.podSecurity" $ | nindent 8 }}
      {{- with $.Values.image.pullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      {{- with $.Values.nodeSelector }}
      nodeSelector: {{ toJson . }}
      {{- end }}
      {{- with $.Values.tolerations }}
      tolerations: {{ toJson . }}
      {{- end }}
      {{- if $.Values.topologySpread.enabled }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          # A cluster of one node has to do, too.
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "todo.selector" $selector | nindent 14 }}
          matchLabelKeys: [pod-template-hash]
      {{- end }}
      containers:
        - name: {{ $service.appID }}
          image: {{ include "todo.image" $ }}
          imagePullPolicy: {{ $.Values.image.pullPolicy }}
          args: [{{ $service.command }}]
          ports:
            - {name: http, containerPort: {{ $service.port }}, protocol: TCP}
          env:
            {{- include "todo.env" . | nindent 12 }}
          resources: {{ toJson $values.resources }}
          startupProbe:
            httpGet: {path: /healthz, port: http}
            periodSeconds: 1
            failureThreshold: 60
          livenessProbe:
            httpGet: {path: /healthz, port: http}
            periodSeconds: 10
            timeoutSeconds: 2
            failureThreshold: 6
          readinessProbe:
            httpGet: {path: /readyz, port: http}
            periodSeconds: 5
            timeoutSeconds: 2
            failureThreshold: 2
          lifecycle:
            preStop:
              # Until no Service leads here any more. The image has no shell to sleep with.
              sleep: {seconds: {{ $.Values.shutdown.preStop }}}
          securityContext:
            {{- include "todo.containerSecurity" $ | nindent 12 }}
{{- end }}

{{- define "todo.daprAnnotations" -}}
{{- $ := .root -}}
{{- $sidecar := $.Values.sidecar -}}
dapr.io/enabled: "true"
dapr.io/app-id: {{ .service.appID }}
dapr.io/app-port: {{ .service.port | quote }}
dapr.io/app-protocol: http
dapr.io/config: {{ .service.appID }}
dapr.io/log-as-json: "true"
dapr.io/log-level: {{ $sidecar.logLevel }}
dapr.io/api-token-secret: {{ $.Values.secrets.daprAPIToken }}
dapr.io/app-token-secret: {{ $.Values.secrets.appAPIToken }}
# /healthz and not /readyz: the engine publishes what the Jobs API brings also while its Redis is away.
dapr.io/enable-app-health-check: "true"
dapr.io/app-health-check-path: /healthz
dapr.io/app-health-probe-interval: "3"
dapr.io/app-health-probe-timeout: "1000"
dapr.io/app-health-threshold: "3"
# On SIGTERM subscriptions and bindings end at once; the API stays for what the app still has to publish.
dapr.io/block-shutdown-duration: {{ printf "%ds" (int $.Values.shutdown.blockShutdown) }}
dapr.io/graceful-shutdown-seconds: {{ $.Values.shutdown.sidecarGrace | quote }}
dapr.io/sidecar-cpu-request: {{ $sidecar.resources.requests.cpu }}
dapr.io/sidecar-cpu-limit: {{ $sidecar.resources.limits.cpu }}
dapr.io/sidecar-memory-request: {{ $sidecar.resources.requests.memory }}
dapr.io/sidecar-memory-limit: {{ $sidecar.resources.limits.memory }}
dapr.io/env: GOMEMLIMIT={{ $sidecar.goMemoryLimit }}
dapr.io/sidecar-seccomp-profile-type: RuntimeDefault
# It would want a token of the service account. References to secrets in components are resolved by Dapr's operator.
dapr.io/disable-builtin-k8s-secret-store: "true"
# Subscriptions are declared, and there are no actors: nothing to ask the app for.
dapr.io/disable-init-endpoints: config,subscribe
{{- if not .service.jobs }}
dapr.io/scheduler-host-address: ""
{{- end }}
{{- end }}

{{- define "todo.env" -}}
{{- $ := .root -}}
{{- $service := .service -}}
{{- $catalog := include "todo.catalog" $ | fromYaml -}}
- {name: PUNCTUAL_HOST, value: 0.0.0.0}
- {name: PUNCTUAL_PORT, value: {{ $service.port | quote }}}
- {name: PUNCTUAL_LOG_LEVEL, value: {{ $.Values.logLevel }}}
- {name: PUNCTUAL_ZIPKIN_URL, value: {{ $.Values.tracing.zipkin | quote }}}
- {name: PUNCTUAL_TRACE_SAMPLE, value: {{ $.Values.tracing.samplingRate | quote }}}
{{ include "todo.secretEnv" (dict "name" "DAPR_API_TOKEN" "secret" $.Values.secrets.daprAPIToken "key" "token") }}
{{ include "todo.secretEnv" (dict "name" "APP_API_TOKEN" "secret" $.Values.secrets.appAPIToken "key" "token") }}
{{- if or $service.publishes }}
- {name: PUNCTUAL_PUBSUB, value: pubsub}
{{- end }}
{{- if has "state" $service.apis }}
- {name: PUNCTUAL_STATESTORE, value: statestore}
{{- end }}
{{- range $service.calls }}
- {name: {{ . }}, value: {{ include "todo.callee" (dict "name" . "catalog" $catalog) }}}
{{- end }}
{{- if $service.ledger }}
# No prefix of ours: it is not a setting, but a part of the next one.
{{ include "todo.secretEnv" (dict "name" "REDIS_PASSWORD" "secret" $.Values.secrets.redis "key" "default") }}
- {name: PUNCTUAL_REDIS_URL, value: "redis://:$(REDIS_PASSWORD)@{{ $.Values.redis.address }}"}
{{- end }}
{{- if and $service.users $.Values.auth.jwksURL }}
- {name: PUNCTUAL_JWKS_URL, value: {{ $.Values.auth.jwksURL | quote }}}
{{- else if $service.users }}
{{ include "todo.secretEnv" (dict "name" "PUNCTUAL_JWT_SECRET" "secret" $.Values.secrets.jwt "key" "secret") }}
{{- end }}
{{- if $service.users }}
{{- with $.Values.auth.issuer }}
- {name: PUNCTUAL_JWT_ISSUER, value: {{ . | quote }}}
{{- end }}
{{- with $.Values.auth.audience }}
- {name: PUNCTUAL_JWT_AUDIENCE, value: {{ . | quote }}}
{{- end }}
{{- end }}
{{- if $service.serviceTokens }}
{{ include "todo.secretEnv" (dict "name" "PUNCTUAL_SERVICE_SECRET" "secret" $.Values.secrets.services "key" "secret") }}
{{- end }}
{{- if $service.links }}
- {name: PUNCTUAL_PUBLIC_URL, value: {{ $.Values.publicURL | quote }}}
{{- end }}
{{- if and (eq $service.command "chat-api") $.Values.chatApi.llm.baseURL }}
- {name: PUNCTUAL_LLM_BASE_URL, value: {{ $.Values.chatApi.llm.baseURL | quote }}}
- {name: PUNCTUAL_LLM_MODEL, value: {{ $.Values.chatApi.llm.model | quote }}}
{{- with $.Values.chatApi.llm.existingSecret }}
{{ include "todo.secretEnv" (dict "name" "PUNCTUAL_LLM_API_KEY" "secret" . "key" "api-key") }}
{{- end }}
{{- end }}
{{- if eq $service.command "notification" }}
{{- with $.Values.notification.smtpSecret }}
{{ include "todo.secretEnv" (dict "name" "PUNCTUAL_SMTP_URL" "secret" . "key" "url") }}
{{ include "todo.secretEnv" (dict "name" "PUNCTUAL_SMTP_FROM" "secret" . "key" "from") }}
{{- end }}
{{- with $.Values.notification.webhookSecret }}
{{ include "todo.secretEnv" (dict "name" "PUNCTUAL_WEBHOOK_SECRET" "secret" . "key" "secret") }}
{{- end }}
{{- end }}
{{- range $name, $value := .values.settings }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}

{{- define "todo.callee" -}}
{{- if eq .name "PUNCTUAL_ENGINE_APP_ID" }}{{ .catalog.engine.appID }}
{{- else if eq .name "PUNCTUAL_CHAT_API_APP_ID" }}{{ .catalog.chatApi.appID }}
{{- else if eq .name "PUNCTUAL_NOTIFICATION_APP_ID" }}{{ .catalog.notification.appID }}
{{- else }}{{ fail (printf "no service is named by %s" .name) }}
{{- end }}
{{- end }}
