package io.cuantovale.local.launcher.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One hash per module over everything that its build reads: its pom and main sources, the parent pom, the JDK and
 * Maven options, and the hashes of the modules that it needs. Test sources do not count.
 */
public final class SourceHash {
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final ModuleGraph graph;
    private final List<String> surroundings;
    private final Map<String, String> known = new HashMap<>();

    /**
     * @param root the repository
     * @param surroundings whatever else decides what a build gives: the JDK's version, Maven options
     */
    public SourceHash(Path root, ModuleGraph graph, List<String> surroundings) {
        this.root = root;
        this.graph = graph;
        this.surroundings = List.copyOf(surroundings);
    }

    /** The module's hash, in hexadecimal. */
    public String of(Module module) {
        String found = known.get(module.path());
        if (found == null) {
            found = compute(module);
            known.put(module.path(), found);
        }
        return found;
    }

    private String compute(Module module) {
        MessageDigest digest = sha256();
        surroundings.forEach(text -> add(digest, text));
        addFile(digest, root.resolve("pom.xml"));
        addFile(digest, module.dir().resolve("pom.xml"));
        addFolder(digest, module.dir().resolve("src/main"));
        for (Module needed : graph.needs(module)) {
            add(digest, needed.path() + "=" + of(needed));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void addFolder(MessageDigest digest, Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> addFile(digest, file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private void addFile(MessageDigest digest, Path file) {
        add(digest, root.relativize(file).toString());
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        digest.update((byte) 0);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
