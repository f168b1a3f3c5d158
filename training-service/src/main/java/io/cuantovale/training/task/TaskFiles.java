package io.cuantovale.training.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads task files: {@code <task>.yaml} in a folder, else among the built-in ones on the class path.
 */
public final class TaskFiles {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final String SUFFIX = ".yaml";
    private static final String BUILT_IN = "tasks/";

    private final @Nullable Path folder;

    /** @param folder of task files that come before the built-in ones; null for those alone */
    public TaskFiles(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Names of all tasks, sorted. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(resource(BUILT_IN + "index.txt")
                .lines()
                .filter(l -> !l.isBlank())
                .toList());
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(f -> f.getFileName().toString())
                        .filter(f -> f.endsWith(SUFFIX))
                        .forEach(f -> names.add(f.substring(0, f.length() - SUFFIX.length())));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list task files in " + folder, e);
            }
        }
        return names;
    }

    /** Reads a task; throws {@link TaskFileException} when it does not exist or is not sound. */
    public TaskSpec load(String task) {
        if (!names().contains(task)) {
            throw new TaskFileException("task: " + task + " (expected: one of " + names() + ")");
        }
        String file = task + SUFFIX;
        try {
            Path own = folder == null ? null : folder.resolve(file);
            String yaml = own != null && Files.exists(own) ? Files.readString(own) : resource(BUILT_IN + file);
            TaskSpec spec = parse(file, yaml);
            if (!spec.task().equals(task)) {
                throw new TaskFileException(file + ": task: " + spec.task() + " (expected: " + task + ", as the file)");
            }
            return spec;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Reads a task from YAML; {@code file} is only used in messages. */
    public static TaskSpec parse(String file, String yaml) {
        try {
            JsonNode tree = MAPPER.readTree(yaml);
            if (!(tree instanceof ObjectNode root)) {
                throw new TaskFileException(file + ": not a mapping (expected: keys task, features, target, ...)");
            }
            TaskSpec spec = MAPPER.treeToValue(TaskDefaults.fill(root), TaskSpec.class);
            TaskRules.check(file, spec);
            return spec;
        } catch (JsonProcessingException e) {
            throw new TaskFileException(explain(file, e), e);
        }
    }

    /** {@code base} with some of its values replaced. */
    public static TaskSpec.Training overlay(TaskSpec.Training base, Map<String, ?> values)
            throws JsonProcessingException {
        ObjectNode tree = MAPPER.valueToTree(base);
        values.forEach((key, value) -> tree.set(key, MAPPER.valueToTree(value)));
        TaskSpec.Training changed = MAPPER.treeToValue(tree, TaskSpec.Training.class);
        TaskRules.check("configuration", changed);
        return changed;
    }

    /** What was wrong, in the words {@code file: key: value (expected: ...)}. */
    public static String explain(String file, JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            var at = e.getLocation();
            return file + (at == null ? "" : " line " + at.getLineNr()) + ": " + e.getOriginalMessage();
        }
        String key = mapping.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                .collect(Collectors.joining());
        key = key.startsWith(".") ? key.substring(1) : key;
        return switch (mapping) {
            case UnrecognizedPropertyException u ->
                file + ": " + key + ": unknown key (expected: one of "
                        + new TreeSet<>(u.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .toList())
                        + ")";
            case InvalidFormatException f ->
                file + ": " + key + ": " + f.getValue() + " (expected: " + expected(f.getTargetType()) + ")";
            case MismatchedInputException m
            when m.getTargetType() != null ->
                file + ": " + key + ": missing or of the wrong kind (expected: " + expected(m.getTargetType()) + ")";
            default -> file + ": " + key + ": " + mapping.getOriginalMessage();
        };
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            List<String> names = Arrays.stream(type.getFields())
                    .map(f -> f.getAnnotation(JsonProperty.class))
                    .filter(a -> a != null)
                    .map(JsonProperty::value)
                    .toList();
            return "one of " + names;
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        return type == boolean.class ? "true or false" : type.isRecord() ? "a mapping" : type.getSimpleName();
    }

    private static String resource(String name) {
        ClassLoader loader = TaskFiles.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new TaskFileException(name + ": not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
