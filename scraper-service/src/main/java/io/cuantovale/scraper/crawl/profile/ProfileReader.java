package io.cuantovale.scraper.crawl.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Reads a portal profile from YAML: form by JSON Schema, then meaning (selectors, expressions, durations). */
public final class ProfileReader {
    private static final String SCHEMA = "/profiles/profile-schema.json";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final JsonSchema schema;

    public ProfileReader() {
        InputStream in = Objects.requireNonNull(ProfileReader.class.getResourceAsStream(SCHEMA), SCHEMA);
        this.schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        in,
                        SchemaValidatorsConfig.builder()
                                .locale(java.util.Locale.ROOT)
                                .build());
    }

    /**
     * @param file name for messages
     * @param yaml the profile's text
     * @throws InvalidProfileException naming the file, and the key of every fault
     */
    public PortalProfile read(String file, String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": ";
            throw new InvalidProfileException(file, List.of(where + e.getOriginalMessage() + " (expected: YAML)"));
        }
        List<String> faults =
                schema.validate(root).stream().map(m -> fault(root, m)).sorted().toList();
        if (!faults.isEmpty()) {
            throw new InvalidProfileException(file, faults);
        }
        return new ProfileBinder(file, root).bind();
    }

    private static String fault(JsonNode root, ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        String key = pointer.replaceFirst("^\\$\\.?", "").replaceFirst("^/", "").replace('/', '.');
        JsonNode value = message.getInstanceNode();
        String shown = value == null || value.isContainerNode() ? "" : value.asText() + " ";
        String said = message.getMessage().replaceFirst("^\\$[^:]*: ", "");
        return (key.isEmpty() ? "profile" : key) + ": " + shown + "(" + said + ")";
    }
}
