package io.cuantovale.e2e.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The repository's sources and compiled classes, as the reactor left them. */
final class Sources {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final List<String> SERVICES =
            List.of("scraper-service", "cleaning-service", "training-service", "inference-service", "gateway");
    static final List<String> MODULES = Stream.concat(
                    Stream.of(
                            "domain",
                            "contracts",
                            "object-store",
                            "photo",
                            "service-kit",
                            "state",
                            "local/broker",
                            "local/demo-portal",
                            "local/launcher"),
                    SERVICES.stream())
            .toList();

    private Sources() {}

    static JavaClasses classes() {
        List<Path> paths = MODULES.stream()
                .map(m -> ROOT.resolve(m).resolve("target/classes"))
                .toList();
        paths.forEach(p -> {
            if (!Files.isDirectory(p)) {
                throw new IllegalStateException(
                        p + " is missing (expected: compiled classes; build the whole reactor)");
            }
        });
        return new ClassFileImporter().importPaths(paths);
    }

    static List<Path> javaFiles(String module, String tree) {
        Path root = ROOT.resolve(module).resolve(tree);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
