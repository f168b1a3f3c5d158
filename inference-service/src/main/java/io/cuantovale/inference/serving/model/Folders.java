package io.cuantovale.inference.serving.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Removes folders of packages that are no longer in use. */
final class Folders {
    private static final Logger LOG = Logger.getLogger(Folders.class);

    private Folders() {}

    /** Deletes a folder with its files; what cannot be deleted is logged and left. */
    static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warnf("folder: %s cannot be removed: %s", folder, e);
        }
    }
}
