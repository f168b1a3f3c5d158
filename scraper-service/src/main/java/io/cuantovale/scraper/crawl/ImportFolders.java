package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.config.ScraperConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which files this process may import: those below the configured folders, links followed first. */
@Singleton
public class ImportFolders {
    private final List<Path> folders;

    @Inject
    public ImportFolders(ScraperConfig config) {
        this.folders = config.imports().folders().orElse(List.of());
    }

    /** What was expected of a path, where it is not that; empty where it is. */
    public Optional<String> fault(String path, Predicate<Path> kind, String kindName) {
        try {
            Path real = Path.of(path).toRealPath();
            if (!folders.isEmpty() && folders.stream().noneMatch(f -> real.startsWith(real(f)))) {
                return Optional.of(kindName + " below one of " + folders);
            }
            return kind.test(real) && Files.isReadable(real)
                    ? Optional.empty()
                    : Optional.of(kindName + " that can be read");
        } catch (IOException | InvalidPathException _) {
            return Optional.of(kindName + " that is there, on the scraper's machine");
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException _) {
            // A folder that is not there holds no file.
            return folder.toAbsolutePath().normalize();
        }
    }
}
