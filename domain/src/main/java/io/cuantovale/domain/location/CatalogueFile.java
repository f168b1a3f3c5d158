package io.cuantovale.domain.location;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The built-in catalogue's file: {@code [Department]}, then one location per line with its other names after
 * {@code =}, separated by commas. Lines that begin with {@code #} are comments.
 */
final class CatalogueFile {
    private CatalogueFile() {}

    static LocationCatalogue read(String resource) {
        try (InputStream in = CatalogueFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("catalogue: " + resource + " (expected: a resource of this package)");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("catalogue: " + resource + " cannot be read", e);
        }
    }

    static LocationCatalogue parse(String text) {
        Map<String, List<Location>> departments = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        String slug = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                String name = line.substring(1, line.length() - 1).strip();
                slug = LocationCatalogue.slug(name);
                names.put(slug, name);
                departments.put(slug, new ArrayList<>());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                departments.getOrDefault(slug, new ArrayList<>()).add(location(slug, line));
            }
        }
        return new LocationCatalogue(departments.entrySet().stream()
                .map(e -> LocationCatalogue.department(e.getKey(), names.get(e.getKey()), e.getValue()))
                .toList());
    }

    private static Location location(String department, String line) {
        if (department.isEmpty()) {
            throw new IllegalArgumentException("catalogue: '" + line + "' (expected: a [Department] line before it)");
        }
        String[] parts = line.split("=", 2);
        String name = parts[0].strip();
        List<String> aliases = parts.length == 1
                ? List.of()
                : List.of(parts[1].split(",")).stream().map(String::strip).toList();
        return new Location(department, department + "/" + LocationCatalogue.slug(name), name, aliases);
    }
}
