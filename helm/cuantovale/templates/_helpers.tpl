{{/* Names */}}
{{- define "cuantovale.fullname" -}}
{{- if .Values.fullnameOverride -}}{{ .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains .Chart.Name .Release.Name -}}{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else -}}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{- end -}}
{{- end }}

{{- define "cuantovale.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "cuantovale.fullname" .) -}}
{{- end }}

{{/* Labels: (dict "root" $ "component" "gateway") */}}
{{- define "cuantovale.selector" -}}
app.kubernetes.io/name: cuantovale
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "cuantovale.labels" -}}
{{ include "cuantovale.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: cuantovale
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* Image: (dict "root" $ "image" "gateway") */}}
{{- define "cuantovale.image" -}}
{{- $i := .root.Values.image -}}
{{- $tag := $i.tag | default .root.Chart.AppVersion -}}
{{- if $i.registry }}{{ $i.registry }}/{{ end }}{{ if $i.repository }}{{ $i.repository }}/{{ end }}{{ .image }}:{{ $tag }}
{{- end }}

{{- define "cuantovale.bootstrapServers" -}}
{{- if .Values.kafka.bootstrapServers -}}{{ .Values.kafka.bootstrapServers }}
{{- else if .Values.kafka.strimzi.enabled -}}{{ include "cuantovale.fullname" . }}-kafka-bootstrap:9092
{{- else -}}{{ include "cuantovale.fullname" . }}-broker:9092{{- end -}}
{{- end }}

{{- define "cuantovale.objectsClaim" -}}
{{- .Values.store.folder.existingClaim | default (printf "%s-objects" (include "cuantovale.fullname" .)) -}}
{{- end }}

{{/* The restricted pod security standard */}}
{{- define "cuantovale.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "cuantovale.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Environment that every service reads */}}
{{- define "cuantovale.env.common" -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "cuantovale.bootstrapServers" . | quote }}
- name: CUANTOVALE_TOPICS_CREATE
  value: {{ .Values.kafka.topics.create | quote }}
- name: CUANTOVALE_TOPICS_PARTITIONS
  value: {{ .Values.kafka.topics.partitions | quote }}
- name: CUANTOVALE_TOPICS_REPLICATION
  value: {{ .Values.kafka.topics.replication | quote }}
{{- $tls := .Values.kafka.tls.enabled }}{{ $sasl := .Values.kafka.sasl.mechanism }}
{{- if or $tls $sasl }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ if $sasl }}{{ ternary "SASL_SSL" "SASL_PLAINTEXT" $tls }}{{ else }}SSL{{ end }}
{{- end }}
{{- if and $tls .Values.kafka.tls.caSecret }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/cuantovale/kafka/{{ .Values.kafka.tls.caKey }}
{{- end }}
{{- if $sasl }}
- name: KAFKA_SASL_MECHANISM
  value: {{ $sasl }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef: { name: {{ .Values.kafka.sasl.secret }}, key: {{ .Values.kafka.sasl.key }}, optional: true }
{{- end }}
{{- end }}

{{- define "cuantovale.env.store" -}}
- name: CUANTOVALE_STORE_KIND
  value: {{ .Values.store.kind }}
{{- if eq .Values.store.kind "s3" }}
{{- with .Values.store.s3 }}
- name: CUANTOVALE_STORE_S3_ENDPOINT
  value: {{ .endpoint | quote }}
- name: CUANTOVALE_STORE_S3_BUCKET
  value: {{ .bucket | quote }}
- name: CUANTOVALE_STORE_S3_REGION
  value: {{ .region | quote }}
- name: CUANTOVALE_STORE_S3_ACCESS_KEY
  valueFrom:
    secretKeyRef: { name: {{ .secret | quote }}, key: {{ .accessKeyKey }}, optional: true }
- name: CUANTOVALE_STORE_S3_SECRET_KEY
  valueFrom:
    secretKeyRef: { name: {{ .secret | quote }}, key: {{ .secretKeyKey }}, optional: true }
{{- end }}
{{- else }}
- name: CUANTOVALE_STORE_FOLDER
  value: /var/lib/cuantovale/objects
{{- end }}
{{- end }}

{{/* (dict "root" $ "component" "training") */}}
{{- define "cuantovale.env.state" -}}
- name: CUANTOVALE_STATE_KIND
  value: {{ .root.Values.state.kind }}
{{- if eq .root.Values.state.kind "postgresql" }}
{{- with .root.Values.state.postgresql }}
- name: CUANTOVALE_STATE_POSTGRESQL_URL
  value: {{ printf "%s%scurrentSchema=%s" .url (ternary "&" "?" (contains "?" .url)) $.component | quote }}
- name: CUANTOVALE_STATE_POSTGRESQL_USERNAME
  valueFrom:
    secretKeyRef: { name: {{ .secret | quote }}, key: {{ .usernameKey }}, optional: true }
- name: CUANTOVALE_STATE_POSTGRESQL_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ .secret | quote }}, key: {{ .passwordKey }}, optional: true }
{{- end }}
{{- else }}
- name: CUANTOVALE_STATE_H2_FILE
  value: /var/lib/cuantovale/state/{{ .component }}
{{- end }}
{{- end }}

{{/*
One service: Deployment, Service, PodDisruptionBudget.
(dict "root" $ "component" "gateway" "image" "gateway" "values" .Values.gateway "replicas" 1
      "ports" (list (dict "name" "http" "port" 8080)) "stateful" false "objects" false
      "recreate" false "headless" false "env" "<yaml list>" "service" <service values or nil>)
*/}}
{{- define "cuantovale.service" -}}
{{- $root := .root -}}
{{- $full := printf "%s-%s" (include "cuantovale.fullname" $root) .component -}}
{{- $labels := dict "root" $root "component" .component -}}
{{- $folder := and .objects (eq $root.Values.store.kind "folder") -}}
{{- $h2 := and .stateful (eq $root.Values.state.kind "h2") -}}
{{- $onVolume := or $folder $h2 -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $full }}
  labels:
    {{- include "cuantovale.labels" $labels | nindent 4 }}
spec:
  {{- if not .autoscaled }}
  replicas: {{ .replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  strategy:
    {{- if $h2 }}
    # An H2 file has one owner: the old pod must be gone before the new one opens it.
    type: Recreate
    {{- else }}
    type: RollingUpdate
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
    {{- end }}
  selector:
    matchLabels:
      {{- include "cuantovale.selector" $labels | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "cuantovale.labels" $labels | nindent 8 }}
        {{- if $onVolume }}
        cuantovale.io/volume: objects
        {{- end }}
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/path: /q/metrics
        prometheus.io/port: {{ (index .ports 0).port | quote }}
    spec:
      serviceAccountName: {{ include "cuantovale.serviceAccount" $root }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 45
      securityContext:
        {{- include "cuantovale.podSecurity" $root | nindent 8 }}
      {{- with $root.Values.image.pullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      {{- with $root.Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with concat $root.Values.tolerations (.tolerations | default list) }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .runtimeClassName }}
      runtimeClassName: {{ . }}
      {{- end }}
      {{- if and $onVolume (ne $root.Values.store.folder.accessMode "ReadWriteMany") }}
      affinity:
        podAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels:
                  app.kubernetes.io/instance: {{ $root.Release.Name }}
                  cuantovale.io/volume: objects
      {{- end }}
      {{- if $root.Values.topologySpread.enabled }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "cuantovale.selector" $labels | nindent 14 }}
      {{- end }}
      containers:
        - name: {{ .component }}
          image: {{ include "cuantovale.image" (dict "root" $root "image" .image) }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          ports:
            {{- range .ports }}
            - { name: {{ .name }}, containerPort: {{ .port }}, protocol: TCP }
            {{- end }}
          env:
            - name: JDK_JAVA_OPTIONS
              value: {{ .values.javaOptions | quote }}
            # Time for the endpoint's removal to reach every client before the server stops listening.
            - name: QUARKUS_SHUTDOWN_DELAY
              value: 5S
            - name: QUARKUS_SHUTDOWN_TIMEOUT
              value: 20S
            {{- with .env }}
            {{- . | nindent 12 }}
            {{- end }}
            {{- if .common }}
            {{- include "cuantovale.env.common" $root | nindent 12 }}
            {{- end }}
            {{- if .objects }}
            {{- include "cuantovale.env.store" $root | nindent 12 }}
            {{- end }}
            {{- if .stateful }}
            {{- include "cuantovale.env.state" (dict "root" $root "component" (.stateName | default .component)) | nindent 12 }}
            {{- end }}
            {{- with .values.env }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          startupProbe:
            httpGet: { path: /q/health/started, port: http }
            periodSeconds: 2
            failureThreshold: 150
          readinessProbe:
            httpGet: { path: /q/health/ready, port: http }
            periodSeconds: 5
            timeoutSeconds: 3
          livenessProbe:
            httpGet: { path: /q/health/live, port: http }
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          resources:
            {{- if .gpus }}
            requests:
              {{- toYaml .resources.requests | nindent 14 }}
            limits:
              {{- toYaml .resources.limits | nindent 14 }}
              nvidia.com/gpu: {{ .gpus }}
            {{- else }}
            {{- toYaml .resources | nindent 12 }}
            {{- end }}
          securityContext:
            {{- include "cuantovale.containerSecurity" $root | nindent 12 }}
          volumeMounts:
            - { name: tmp, mountPath: /tmp }
            {{- if $folder }}
            - { name: objects, mountPath: /var/lib/cuantovale/objects, subPath: objects }
            {{- end }}
            {{- if $h2 }}
            - { name: objects, mountPath: /var/lib/cuantovale/state, subPath: state-{{ .component }} }
            {{- end }}
            {{- if and .common $root.Values.kafka.tls.enabled $root.Values.kafka.tls.caSecret }}
            - { name: kafka-ca, mountPath: /etc/cuantovale/kafka, readOnly: true }
            {{- end }}
            {{- with .mounts }}
            {{- . | nindent 12 }}
            {{- end }}
      volumes:
        - name: tmp
          emptyDir: {}
        {{- if $onVolume }}
        - name: objects
          persistentVolumeClaim:
            claimName: {{ include "cuantovale.objectsClaim" $root }}
        {{- end }}
        {{- if and .common $root.Values.kafka.tls.enabled $root.Values.kafka.tls.caSecret }}
        - name: kafka-ca
          secret: { secretName: {{ $root.Values.kafka.tls.caSecret }}, optional: true }
        {{- end }}
        {{- with .volumes }}
        {{- . | nindent 8 }}
        {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $full }}
  labels:
    {{- include "cuantovale.labels" $labels | nindent 4 }}
spec:
  {{- if .headless }}
  clusterIP: None
  {{- else if .service }}
  type: {{ .service.type }}
  {{- end }}
  selector:
    {{- include "cuantovale.selector" $labels | nindent 4 }}
  ports:
    {{- $service := .service }}
    {{- range $i, $p := .ports }}
    - name: {{ $p.name }}
      port: {{ if and $service (eq $i 0) }}{{ $service.port }}{{ else }}{{ $p.port }}{{ end }}
      targetPort: {{ $p.name }}
      {{- if and $service (eq $i 0) (eq $service.type "NodePort") $service.nodePort }}
      nodePort: {{ $service.nodePort }}
      {{- end }}
    {{- end }}
{{- if and $root.Values.podDisruptionBudget.enabled (or .autoscaled (gt (int .replicas) 1)) }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $full }}
  labels:
    {{- include "cuantovale.labels" $labels | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "cuantovale.selector" $labels | nindent 6 }}
{{- end }}
{{- end }}

{{/* (dict "root" $ "component" "gateway" "autoscaling" .Values.gateway.autoscaling) */}}
{{- define "cuantovale.hpa" -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "cuantovale.fullname" .root }}-{{ .component }}
  labels:
    {{- include "cuantovale.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "cuantovale.fullname" .root }}-{{ .component }}
  minReplicas: {{ .autoscaling.minReplicas }}
  maxReplicas: {{ .autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: {{ .autoscaling.targetCPU }} }
{{- end }}
