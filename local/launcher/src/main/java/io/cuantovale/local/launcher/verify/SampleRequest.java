package io.cuantovale.local.launcher.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cuantovale.local.launcher.watch.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A listing that can be priced, and a stored photo to go with it: what the check sends and what the pasted curl shows.
 *
 * @param listing the JSON of the {@code listing} part
 * @param photo a photo's file in the object store; empty if there is none
 */
public record SampleRequest(ObjectNode listing, Optional<Path> photo) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Two rooms in Pocitos, or wherever the gateway's first location is.
     *
     * @param gateway its address
     * @param objects the object store's folder
     */
    public static SampleRequest of(Api api, URI gateway, Path objects) {
        String department = "Montevideo";
        String location = "Pocitos";
        Optional<JsonNode> locations = api.json(gateway.resolve("/v1/locations"));
        if (locations.isPresent() && !offers(locations.get(), department, location)) {
            JsonNode first = locations.get().path("departments").path(0);
            department = first.path("name").asText(department);
            location = first.path("locations").path(0).path("name").asText(location);
        }
        ObjectNode listing = JSON.createObjectNode()
                .put("area_m2", 70)
                .put("rooms", 2)
                .put("bathrooms", 1)
                .put("building_type", "apartment")
                .put("department", department)
                .put("location", location);
        return new SampleRequest(listing, firstPhoto(objects.resolve("photos")));
    }

    /** A command that works when pasted into a shell. */
    public String curl(URI gateway, boolean withPhoto) {
        String listingPart = listing.toString().replace("'", "'\\''");
        return "curl -s " + gateway.resolve("/v1/predictions") + " -F 'listing=" + listingPart
                + ";type=application/json'"
                + (withPhoto && photo.isPresent() ? " -F 'photo=@" + photo.get() + ";type=image/jpeg'" : "");
    }

    private static boolean offers(JsonNode locations, String department, String location) {
        for (JsonNode d : locations.path("departments")) {
            for (JsonNode l : d.path("locations")) {
                if (d.path("name").asText().equals(department)
                        && l.path("name").asText().equals(location)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<Path> firstPhoto(Path photos) {
        if (!Files.isDirectory(photos)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(photos)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> f.getFileName().toString().matches("[0-9a-f]{64}"))
                    .sorted()
                    .filter(SampleRequest::isJpeg)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + photos, e);
        }
    }

    private static boolean isJpeg(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 0xFF && in.read() == 0xD8;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
