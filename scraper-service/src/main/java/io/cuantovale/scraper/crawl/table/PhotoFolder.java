package io.cuantovale.scraper.crawl.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The photos that lie beside a table: named by its photo column, else by the listing's id. */
public final class PhotoFolder {
    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png");

    private final Path folder;
    private final long maxBytes;

    /**
     * @param folder may be missing
     * @param maxBytes larger photos are refused
     */
    public PhotoFolder(Path folder, long maxBytes) {
        this.folder = folder.toAbsolutePath().normalize();
        this.maxBytes = maxBytes;
    }

    /** What was found for a listing. */
    public sealed interface Found {
        /** A photo's bytes as they are. */
        record Photo(byte[] bytes, String mediaType) implements Found {}

        /** A photo was named, and could not be had. */
        record Fault(String reason) implements Found {}

        /** No photo was named, and none lies there. */
        record None() implements Found {}
    }

    /** @param named the photo column's text; null where the table or the line has none */
    public Found find(String foreignId, @Nullable String named) {
        if (named != null) {
            return named(named);
        }
        return ENDINGS.stream()
                .map(ending -> inside(foreignId + ending))
                .flatMap(Optional::stream)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(this::read)
                .orElseGet(Found.None::new);
    }

    private Found named(String name) {
        if (name.startsWith("http://") || name.startsWith("https://")) {
            return new Found.Fault("an address (expected: a file in the folder of photos)");
        }
        Optional<Path> file = inside(name);
        if (file.isEmpty()) {
            return new Found.Fault("outside the folder of photos");
        }
        return Files.isRegularFile(file.get()) ? read(file.get()) : new Found.Fault("no such file");
    }

    private Optional<Path> inside(String name) {
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) && !file.equals(folder) ? Optional.of(file) : Optional.empty();
        } catch (java.nio.file.InvalidPathException _) {
            return Optional.empty();
        }
    }

    private Found read(Path file) {
        try {
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                return new Found.Fault("outside the folder of photos");
            }
            long size = Files.size(file);
            if (size == 0 || size > maxBytes) {
                return new Found.Fault(size + " bytes (expected: 1 to " + maxBytes + ")");
            }
            String type = file.toString().endsWith(".png") ? "image/png" : "image/jpeg";
            return new Found.Photo(Files.readAllBytes(file), type);
        } catch (IOException e) {
            return new Found.Fault("not readable: " + e.getClass().getSimpleName());
        }
    }
}
