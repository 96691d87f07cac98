{{/* What the schema cannot say, or not in words that help. */}}
{{- define "todo.validate" -}}
{{- if and (eq .Values.image.tag "latest") (not .Values.image.digest) -}}
{{- fail "image.tag: \"latest\" can be neither repeated nor rolled back; name a release or a commit" -}}
{{- end -}}
{{- if ge (int .Values.shutdown.preStop) (int .Values.shutdown.blockShutdown) -}}
{{- fail "shutdown.preStop has to be less than shutdown.blockShutdown: the app publishes through its sidecar until it ends" -}}
{{- end -}}
{{- if and .Values.chatApi.ingress.enabled (not .Values.chatApi.ingress.host) -}}
{{- fail "chatApi.ingress.host has to be set when chatApi.ingress.enabled is true" -}}
{{- end -}}
{{- if and .Values.chatApi.llm.baseURL (not .Values.chatApi.llm.model) -}}
{{- fail "chatApi.llm.model has to be set when chatApi.llm.baseURL is" -}}
{{- end -}}
{{- range $name, $service := .Values.services -}}
{{- range $setting, $_ := $service.settings -}}
{{- if regexMatch "(SECRET|KEY|PASSWORD|SMTP_URL|REDIS_URL)" $setting -}}
{{- fail (printf "services.%s.settings.%s: a secret would be readable in the release; give it by the name of a Secret instead" $name $setting) -}}
{{- end -}}
{{- if regexMatch "^PUNCTUAL_(HOST|PORT|PUBSUB|STATESTORE|.*_APP_ID)$" $setting -}}
{{- fail (printf "services.%s.settings.%s is set by the chart, and other resources depend on it" $name $setting) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}
