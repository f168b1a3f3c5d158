package io.cuantovale.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.cuantovale.e2e.docs.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Alert rules: what fires, what does not, and what to do then. */
class RulesTest {
    private static final Path RULES = Chart.FOLDER.resolve("rules");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final List<String> SECTIONS = List.of("## How urgent", "## How to investigate", "## How to fix");

    @Test
    void prometheusAcceptsTheRulesAndTheirTestsFireAndStaySilent() throws Exception {
        if (!Files.isExecutable(PROMTOOL)) {
            String reason = PROMTOOL + " is missing (expected: Debian's package prometheus)";
            assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
            Assumptions.abort(reason);
        }
        Process promtool = new ProcessBuilder(PROMTOOL.toString(), "test", "rules", "rules.test.yaml")
                .directory(RULES.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    @Test
    void everyAlertHasARunbookWithItsThreeSections() throws IOException {
        for (JsonNode alert : alerts()) {
            Path runbook = GeneratedFile.ROOT.resolve(
                    alert.at("/annotations/runbook_url").asText());
            assertThat(runbook)
                    .as("runbook of %s", alert.path("alert").asText())
                    .exists();
            assertThat(Files.readString(runbook)).contains(SECTIONS);
        }
    }

    @Test
    void everyAlertIsTestedForFiring() throws IOException {
        String tests = Files.readString(RULES.resolve("rules.test.yaml"));
        for (JsonNode alert : alerts()) {
            assertThat(tests).contains("alertname: " + alert.path("alert").asText() + ", exp_alerts: [{");
        }
    }

    private static List<JsonNode> alerts() throws IOException {
        JsonNode rules = new ObjectMapper(new YAMLFactory())
                .readTree(RULES.resolve("rules.yaml").toFile());
        return rules.findParents("alert");
    }
}
