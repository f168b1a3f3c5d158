package io.cuantovale.local.launcher.build;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which hash every module had when it was last built. */
public final class BuildRecord {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public BuildRecord(Path file) {
        this.file = file;
    }

    /** Those modules whose hash differs from the recorded one, or whose build result is gone. */
    public List<Module> changed(List<Module> modules, SourceHash hash, String version) {
        Map<String, String> built = read();
        List<Module> changed = new ArrayList<>();
        for (Module module : modules) {
            boolean same = hash.of(module).equals(built.get(module.path()));
            if (!same || !Files.exists(module.artifact(version))) {
                changed.add(module);
            }
        }
        return changed;
    }

    /** Forgets modules, so that a build cut short is done again. */
    public void forget(List<Module> modules) {
        Map<String, String> built = read();
        modules.forEach(module -> built.remove(module.path()));
        write(built);
    }

    /** Notes the hashes that were taken before the build: sources changed during it are built again next time. */
    public void built(List<Module> modules, SourceHash hash) {
        Map<String, String> built = read();
        modules.forEach(module -> built.put(module.path(), hash.of(module)));
        write(built);
    }

    private Map<String, String> read() {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            return JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {});
        } catch (IOException e) {
            // A record that cannot be read is no record: everything is built again.
            return new TreeMap<>();
        }
    }

    private void write(Map<String, String> built) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), built);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
