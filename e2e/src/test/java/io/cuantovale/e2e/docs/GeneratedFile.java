package io.cuantovale.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in the repository that is made from something else: rewritten on demand, compared in every build. */
public final class GeneratedFile {
    /** Where the repository begins, seen from a module's folder. */
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final boolean REGENERATE = Boolean.getBoolean("regenerate");

    private GeneratedFile() {}

    /** Fails with the command that mends it when the file differs from its content. */
    public static void check(String relative, String content) throws IOException {
        Path file = ROOT.resolve(relative);
        if (REGENERATE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("%s is out of date: mvn -pl e2e test -Dregenerate=true", relative)
                .isEqualTo(content);
    }
}
