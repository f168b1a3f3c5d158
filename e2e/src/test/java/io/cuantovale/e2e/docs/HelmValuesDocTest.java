package io.cuantovale.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table of chart values is made from values.yaml and the descriptions of its schema. */
class HelmValuesDocTest {
    private static final Path CHART = GeneratedFile.ROOT.resolve("helm/cuantovale");

    @Test
    void theValuesPageNamesEveryValueWithItsDefault() throws IOException {
        JsonNode values = new ObjectMapper(new YAMLFactory())
                .readTree(CHART.resolve("values.yaml").toFile());
        JsonNode schema =
                new ObjectMapper().readTree(CHART.resolve("values.schema.json").toFile());
        List<String> undescribed = new ArrayList<>();
        TreeMap<String, String> rows = new TreeMap<>();
        walk(values, schema, "", rows, undescribed);
        assertThat(undescribed)
                .as("values without a description in values.schema.json")
                .isEmpty();
        StringBuilder page = new StringBuilder("""
                # Chart values

                Generated from `helm/cuantovale`; do not edit. A wrong name or type is refused by `values.schema.json`.

                | value | default | meaning |
                |---|---|---|
                """);
        rows.values().forEach(page::append);
        GeneratedFile.check("docs/helm-values.md", page.toString());
    }

    private static void walk(
            JsonNode values, JsonNode schema, String path, TreeMap<String, String> rows, List<String> undescribed) {
        values.properties().forEach(p -> {
            String key = path.isEmpty() ? p.getKey() : path + "." + p.getKey();
            JsonNode described = schema.path("properties").path(p.getKey());
            if (p.getValue().isObject() && !described.has("description")) {
                walk(p.getValue(), described, key, rows, undescribed);
                return;
            }
            if (!described.has("description")) {
                undescribed.add(key);
            }
            rows.put(
                    key,
                    "| `%s` | `%s` | %s |%n"
                            .formatted(
                                    key,
                                    p.getValue().toString(),
                                    described.path("description").asText()));
        });
    }
}
