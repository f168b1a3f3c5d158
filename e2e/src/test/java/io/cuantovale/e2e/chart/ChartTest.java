package io.cuantovale.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.cuantovale.e2e.docs.GeneratedFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
    private static final Map<String, Object> ALL_ON = Map.ofEntries(
            Map.entry("demo.enabled", true),
            Map.entry("monitoring.serviceMonitor.enabled", true),
            Map.entry("monitoring.prometheusRule.enabled", true),
            Map.entry("monitoring.dashboards.enabled", true),
            Map.entry("networkPolicy.enabled", true),
            Map.entry("podDisruptionBudget.enabled", true),
            Map.entry("gateway.ingress.enabled", true),
            Map.entry("gateway.httpRoute.enabled", true),
            Map.entry("gateway.autoscaling.enabled", true),
            Map.entry("inference.autoscaling.enabled", true),
            Map.entry("inference.gpu.enabled", true),
            Map.entry("scraper.browser", true),
            Map.entry("cleaning.keda.enabled", true),
            Map.entry("training.trainers.replicas", 3),
            Map.entry("state.kind", "postgresql"),
            Map.entry("state.postgresql.url", "jdbc:postgresql://db/cuantovale"),
            Map.entry("state.postgresql.secret", "db"),
            Map.entry("store.kind", "s3"),
            Map.entry("store.s3.endpoint", "https://s3.example"),
            Map.entry("store.s3.secret", "s3"),
            Map.entry("topologySpread.enabled", true),
            Map.entry("kafka.strimzi.enabled", true));
    private static final Map<String, Object> ALL_OFF = Map.of(
            "kafka.bundled.enabled", false,
            "kafka.bootstrapServers", "kafka:9092",
            "kafka.topics.create", false,
            "serviceAccount.create", false,
            "training.trainers.replicas", 0);

    @Test
    void strictLintFindsNothing() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void theDefaultsAreTheManifestsForThoseWithoutHelm() throws IOException {
        String manifests = Chart.render(Map.of());
        GeneratedFile.check(
                "k8s/cuantovale.yaml",
                "# The chart rendered with its defaults: kubectl create namespace cuantovale, then\n"
                        + "# kubectl -n cuantovale apply -f k8s/cuantovale.yaml. Generated; do not edit.\n"
                        + manifests.strip()
                        + "\n");
    }

    @Test
    void theDefaultsRunFiveServicesAndABroker() throws IOException {
        assertThat(Chart.names(Chart.resources(Chart.render(Map.of()))))
                .contains(
                        "Deployment/cuantovale-gateway",
                        "Deployment/cuantovale-scraper",
                        "Deployment/cuantovale-cleaning",
                        "Deployment/cuantovale-training",
                        "Deployment/cuantovale-inference",
                        "StatefulSet/cuantovale-broker")
                .doesNotContain("Deployment/cuantovale-demo-portal");
    }

    @Test
    void everythingOnRendersEveryOption() throws IOException {
        assertThat(Chart.names(Chart.resources(Chart.render(ALL_ON))))
                .contains(
                        "Deployment/cuantovale-trainer",
                        "Deployment/cuantovale-demo-portal",
                        "HorizontalPodAutoscaler/cuantovale-gateway",
                        "HorizontalPodAutoscaler/cuantovale-inference",
                        "PodDisruptionBudget/cuantovale-gateway",
                        "ScaledObject/cuantovale-cleaning",
                        "ServiceMonitor/cuantovale",
                        "PrometheusRule/cuantovale",
                        "NetworkPolicy/cuantovale-gateway",
                        "Ingress/cuantovale",
                        "HTTPRoute/cuantovale",
                        "Kafka/cuantovale")
                .doesNotContain("StatefulSet/cuantovale-broker", "PersistentVolumeClaim/cuantovale-objects");
    }

    @Test
    void everythingOffKeepsTheServicesAlone() throws IOException {
        List<JsonNode> resources = Chart.resources(Chart.render(ALL_OFF));
        assertThat(Chart.names(resources)).doesNotContain("StatefulSet/cuantovale-broker", "ServiceAccount/cuantovale");
        JsonNode training = resources.stream()
                .filter(r -> r.at("/metadata/name").asText().equals("cuantovale-training"))
                .filter(r -> r.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow();
        assertThat(training.toString()).contains("\"registry,monitor\"");
    }

    @Test
    void everyPodKeepsTheRestrictedSecurityStandardAndItsResourceRules() throws IOException {
        for (JsonNode resource : Chart.resources(Chart.render(Map.of("demo.enabled", true)))) {
            Chart.containers(resource).forEach(container -> {
                String name = container.path("name").asText();
                assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .as("%s: read-only root", name)
                        .isTrue();
                assertThat(container
                                .at("/securityContext/allowPrivilegeEscalation")
                                .asBoolean(true))
                        .as("%s: privilege escalation", name)
                        .isFalse();
                assertThat(container.at("/resources/limits").has("cpu"))
                        .as("%s: CPU limit", name)
                        .isFalse();
                assertThat(container.at("/resources/requests/cpu").asText())
                        .as("%s: CPU request", name)
                        .isIn("10m", "50m", "100m");
                assertThat(container.at("/resources/limits/memory").isTextual())
                        .as("%s: memory limit", name)
                        .isTrue();
            });
        }
    }

    @Test
    void onlyTheGatewayIsRoutedFromOutside() throws IOException {
        Map<String, Object> values =
                Map.of("gateway.service.type", "NodePort", "gateway.ingress.enabled", true, "demo.enabled", true);
        assertThat(Chart.resources(Chart.render(values)).stream()
                        .filter(r -> r.path("kind").asText().equals("Service"))
                        .filter(r -> !r.at("/spec/type").asText("ClusterIP").equals("ClusterIP"))
                        .map(r -> r.at("/metadata/name").asText()))
                .containsExactly("cuantovale-gateway");
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.replicas, two, gateway/replicas",
        "gatway.replicas, 2, gatway",
        "store.kind, gcs, store/kind",
        "cleaning.replicas, 2, cleaning.replicas: 2 (expected: at most 1",
        "topologySpread.enabled, true, topologySpread.enabled: true (expected: false",
        "kafka.bundled.enabled, false, kafka.bootstrapServers: empty",
        "kafka.sasl.mechanism, PLAIN, kafka.sasl.secret: empty",
        "apiKeys.enabled, true, apiKeys",
    })
    void aWrongValueIsRefusedByName(String key, String value, String named) {
        assertThatThrownBy(() -> Chart.render(Map.of(key, value))).hasMessageContaining(named);
    }
}
