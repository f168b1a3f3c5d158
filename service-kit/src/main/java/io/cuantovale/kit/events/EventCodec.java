package io.cuantovale.kit.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.cuantovale.contracts.Topic;
import io.cuantovale.kit.json.Json;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Events to bytes and back, each checked against the JSON Schema of its topic. Safe for concurrent use.
 *
 * <p>All schemas are read when it is made; a missing or broken one stops the service there.
 */
@Startup
@Singleton
public class EventCodec {
    private static final int MAX_MESSAGES = 5;

    private final ObjectMapper mapper = Json.mapper();
    private final ObjectReader reader = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final Map<Topic, JsonSchema> schemas = new EnumMap<>(Topic.class);

    /**
     * Reads the schemas of all topics.
     *
     * @throws IllegalStateException naming the schema that is missing or cannot be read
     */
    public EventCodec() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        for (Topic topic : Topic.values()) {
            schemas.put(topic, load(factory, config, topic.schemaResource()));
        }
    }

    private static JsonSchema load(JsonSchemaFactory factory, SchemaValidatorsConfig config, String resource) {
        try (InputStream in = Topic.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("schema: " + resource + " (expected: on the class path of contracts)");
            }
            JsonSchema schema = factory.getSchema(in, config);
            schema.initializeValidators();
            return schema;
        } catch (IOException e) {
            throw new IllegalStateException("schema: " + resource + " (expected: readable): " + e, e);
        }
    }

    /**
     * The JSON bytes of an event.
     *
     * @param event one of the records that {@link Topic} names
     * @throws IllegalArgumentException when the event breaks its own schema: a defect of the sender
     */
    public byte[] encode(Object event) {
        Topic topic = Topic.of(event.getClass());
        JsonNode json = mapper.valueToTree(event);
        String violations = violations(topic, json);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(
                    "event: " + event + " (expected: valid by " + topic.schemaResource() + "): " + violations);
        }
        try {
            return mapper.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("event: " + event + " (expected: to be written as JSON)", e);
        }
    }

    /**
     * The event that the bytes hold.
     *
     * @param value a record's value; null and empty are malformed
     * @throws MalformedEventException with code {@code empty}, {@code not-json} or {@code schema-violation}
     */
    public <T> T decode(byte @Nullable [] value, Class<T> type) {
        if (value == null || value.length == 0) {
            throw new MalformedEventException(MalformedEventException.EMPTY, "no value (expected: JSON)");
        }
        Topic topic = Topic.of(type);
        JsonNode json = parse(value);
        String violations = violations(topic, json);
        if (!violations.isEmpty()) {
            throw new MalformedEventException(MalformedEventException.SCHEMA_VIOLATION, violations);
        }
        try {
            return mapper.treeToValue(json, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new MalformedEventException(
                    MalformedEventException.SCHEMA_VIOLATION, type.getSimpleName() + ": " + firstLine(e));
        }
    }

    private JsonNode parse(byte[] value) {
        try {
            JsonNode json = reader.readTree(value);
            if (json == null || json.isMissingNode()) {
                throw new MalformedEventException(MalformedEventException.EMPTY, "only white space (expected: JSON)");
            }
            return json;
        } catch (IOException e) {
            throw new MalformedEventException(MalformedEventException.NOT_JSON, firstLine(e));
        }
    }

    private String violations(Topic topic, JsonNode json) {
        Set<ValidationMessage> messages =
                Objects.requireNonNull(schemas.get(topic)).validate(json);
        return messages.stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .limit(MAX_MESSAGES)
                .collect(Collectors.joining("; "));
    }

    private static String firstLine(Exception e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return String.valueOf(message).lines().findFirst().orElse(e.getClass().getSimpleName());
    }
}
