package io.cuantovale.gateway.predictions.job;

import io.cuantovale.gateway.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of jobs: a folder each, with the table, the photos and the results. */
@ApplicationScoped
public class JobFiles {
    private static final String TABLE = "listings.csv";
    private static final String RESULTS = "results.ndjson";
    private static final String PHOTOS = "photos";

    private final Path root;

    JobFiles(GatewayConfig config) {
        this.root = config.jobs().folder();
    }

    /** Photos and table, moved from where they were uploaded. */
    void take(String id, Path table, List<Upload> photos) throws IOException {
        Path folder = Files.createDirectories(root.resolve(id).resolve(PHOTOS));
        for (Upload photo : photos) {
            Files.move(photo.file(), folder.resolve(encoded(photo.name())), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(table, table(id), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * A file that came with a request.
     *
     * @param name as the caller named it
     */
    public record Upload(String name, Path file) {}

    Path table(String id) {
        return root.resolve(id).resolve(TABLE);
    }

    /** The results so far; the file may not exist yet. */
    public Path results(String id) {
        return root.resolve(id).resolve(RESULTS);
    }

    /** The file of a photo; may not exist. */
    Path photo(String id, String name) {
        return root.resolve(id).resolve(PHOTOS).resolve(encoded(name));
    }

    /** Cuts a half-written last line that a crash left. */
    void repairResults(String id) throws IOException {
        Path results = results(id);
        if (!Files.exists(results)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(results.toFile(), "rw")) {
            long end = file.length();
            while (end > 0) {
                file.seek(end - 1);
                if (file.read() == '\n') {
                    break;
                }
                end--;
            }
            file.setLength(end);
        }
    }

    void delete(String id) throws IOException {
        Path folder = root.resolve(id);
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Callers choose names; none may leave the folder, be too long or meet another. */
    private static String encoded(String name) {
        return io.cuantovale.domain.Hashes.sha256Hex(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
