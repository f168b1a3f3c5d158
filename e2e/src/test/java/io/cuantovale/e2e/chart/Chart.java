package io.cuantovale.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.cuantovale.e2e.docs.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart as rendered by Helm itself. */
final class Chart {
    static final Path FOLDER = GeneratedFile.ROOT.resolve("helm/cuantovale");
    static final String KUBE_VERSION = "1.33.0";

    private Chart() {}

    static String render(Map<String, Object> values) {
        TemplateCommand template = new Helm(FOLDER)
                .template()
                .withName("cuantovale")
                .withNamespace("cuantovale")
                .withKubeVersion(KUBE_VERSION);
        values.forEach(template::set);
        return template.call();
    }

    static List<JsonNode> resources(String rendered) throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        try (YAMLParser parser = new YAMLFactory().createParser(rendered);
                MappingIterator<JsonNode> documents =
                        yaml.readerFor(JsonNode.class).readValues(parser)) {
            return documents.readAll().stream().filter(d -> d.has("kind")).toList();
        }
    }

    static Stream<JsonNode> containers(JsonNode resource) {
        JsonNode spec = resource.at("/spec/template/spec/containers");
        JsonNode containers = spec.isMissingNode() ? resource.at("/spec/containers") : spec;
        return Stream.iterate(0, i -> i < containers.size(), i -> i + 1).map(containers::get);
    }

    static List<String> names(List<JsonNode> resources) {
        return resources.stream()
                .map(r -> r.path("kind").asText() + "/" + r.at("/metadata/name").asText())
                .toList();
    }
}
