{{- define "todo.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{/* Labels of everything, beside those that select. */}}
{{- define "todo.labels" -}}
app.kubernetes.io/part-of: todo-chatbot
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | trunc 63 | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* What selects the pods of one service; takes (dict "root" $ "appID" ...). Never changes, as selectors cannot. */}}
{{- define "todo.selector" -}}
app.kubernetes.io/name: {{ .appID }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{/* What one subscribes to, as "a,b". */}}
{{- define "todo.subscribed" -}}
{{- $topics := list -}}
{{- range include "todo.subscriptions" . | fromYamlArray -}}
{{- if eq .app $.appID }}{{ $topics = append $topics .topic }}{{ end -}}
{{- end -}}
{{ join "," $topics }}
{{- end }}

{{/* What one publishes to, as "a,b": its own topics, and the dead-letter topics to which its sidecar sends what it gave up. */}}
{{- define "todo.published" -}}
{{- $topics := .publishes -}}
{{- range include "todo.subscriptions" . | fromYamlArray -}}
{{- if and (eq .app $.appID) (not (hasSuffix "-dead" .topic)) }}{{ $topics = append $topics (printf "%s-dead" .topic) }}{{ end -}}
{{- end -}}
{{ join "," $topics }}
{{- end }}

{{- define "todo.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: {name: {{ .secret }}, key: {{ .key }}}
{{- end }}

{{- define "todo.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "todo.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}
