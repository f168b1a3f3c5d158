package io.cuantovale.e2e.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cuantovale.contracts.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TopicsDocTest {
    @Test
    void theTopicPageSaysWhatTheContractsSay() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Topics

                Generated from `contracts/`; do not edit. Every record is a CloudEvent in binary mode (headers `ce_id`,
                `ce_source`, `ce_type`, `ce_specversion`, `ce_time`, `ce_subject`, `ce_correlationid`,
                `ce_causationid`) with a snake_case JSON value that validates against the schema of the same name in
                `contracts/src/main/resources/schemas/`. Records that cannot be processed go to `<topic>.dlq` with their
                bytes and headers unchanged, plus `dlq-reason` and `dlq-detail`.

                | topic | key | policy | retention | value |
                |---|---|---|---|---|
                """);
        for (Topic topic : Topic.values()) {
            page.append("| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            topic.topicName(),
                            topic.key(),
                            topic.policy().cleanupPolicy(),
                            topic.retention() == null
                                    ? "for ever"
                                    : topic.retention().toDays() + " d",
                            topic.valueType().getSimpleName()));
        }
        for (Topic topic : Topic.values()) {
            JsonNode schema = schema(topic);
            page.append("%n## %s%n%n%s%n%n| field | type | required | meaning |%n|---|---|---|---|%n"
                    .formatted(topic.topicName(), schema.path("description").asText()));
            schema.get("properties")
                    .properties()
                    .forEach(p -> page.append("| `%s` | %s | %s | %s |%n"
                            .formatted(
                                    p.getKey(),
                                    type(p.getValue()),
                                    required(schema, p.getKey()) ? "yes" : "",
                                    p.getValue().path("description").asText())));
        }
        GeneratedFile.check("docs/topics.md", page.toString());
    }

    private static String type(JsonNode property) {
        String type = property.path("format").asText(property.path("type").asText());
        return type.equals("array") ? "list of " + type(property.path("items")) : type;
    }

    private static boolean required(JsonNode schema, String field) {
        for (JsonNode name : schema.path("required")) {
            if (name.asText().equals(field)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode schema(Topic topic) throws IOException {
        try (InputStream in = Topic.class.getClassLoader().getResourceAsStream(topic.schemaResource())) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, topic.schemaResource()));
        }
    }
}
