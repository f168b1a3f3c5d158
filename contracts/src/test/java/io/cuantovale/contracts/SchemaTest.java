package io.cuantovale.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {
    private static final String LAST_RELEASE = "released/0.1.0/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SnakeCaseStrategy SNAKE = new SnakeCaseStrategy();

    @ParameterizedTest
    @EnumSource(Topic.class)
    void aSchemaNamesExactlyTheComponentsOfItsRecord(Topic topic) throws IOException {
        JsonNode schema = read(topic.schemaResource());
        assertThat(names(schema.get("properties")))
                .isEqualTo(Arrays.stream(topic.valueType().getRecordComponents())
                        .map(c -> SNAKE.translate(c.getName()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void aSchemaRequiresExactlyTheComponentsThatMayNotBeNull(Topic topic) throws IOException {
        TreeSet<String> required = new TreeSet<>();
        read(topic.schemaResource()).get("required").forEach(n -> required.add(n.asText()));
        assertThat(required)
                .isEqualTo(Arrays.stream(topic.valueType().getRecordComponents())
                        .filter(c -> !isNullable(c))
                        .map(c -> SNAKE.translate(c.getName()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Old writers' records stay valid, and old readers find what they read: no field goes, none becomes required. */
    @ParameterizedTest
    @EnumSource(Topic.class)
    void aSchemaStaysCompatibleWithTheLastRelease(Topic topic) throws IOException {
        InputStream released = resource(LAST_RELEASE + topic.topicName() + ".json");
        assertThat(released).as("released schema of %s", topic.topicName()).isNotNull();
        assertCompatible(JSON.readTree(released), read(topic.schemaResource()), topic.topicName());
    }

    private static void assertCompatible(JsonNode before, JsonNode now, String where) {
        assertThat(now.path("type")).as("%s: type", where).isEqualTo(before.path("type"));
        if (before.has("enum")) {
            TreeSet<String> kept = new TreeSet<>();
            now.path("enum").forEach(n -> kept.add(n.asText()));
            before.get("enum")
                    .forEach(n -> assertThat(now.has("enum") ? kept : new TreeSet<>(java.util.Set.of(n.asText())))
                            .as("%s: enum", where)
                            .contains(n.asText()));
        }
        if (before.has("items")) {
            assertCompatible(before.get("items"), now.path("items"), where + "[]");
        }
        if (before.has("properties")) {
            assertThat(names(now.get("properties")))
                    .as("%s: properties", where)
                    .containsAll(names(before.get("properties")));
            assertThat(StreamSupport.stream(now.path("required").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList())
                    .as("%s: required", where)
                    .isSubsetOf(StreamSupport.stream(before.path("required").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
            before.get("properties")
                    .properties()
                    .forEach(p -> assertCompatible(
                            p.getValue(), now.get("properties").get(p.getKey()), where + "." + p.getKey()));
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static TreeSet<String> names(JsonNode properties) {
        TreeSet<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read(String resource) throws IOException {
        return JSON.readTree(resource(resource));
    }

    private static @Nullable InputStream resource(String name) {
        return SchemaTest.class.getClassLoader().getResourceAsStream(name);
    }
}
