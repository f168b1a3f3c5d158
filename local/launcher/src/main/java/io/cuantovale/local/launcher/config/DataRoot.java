package io.cuantovale.local.launcher.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that the product keeps about one collection of listings, apart from every other collection: the broker's
 * topics, photos and models, the services' state, their logs.
 *
 * @param name {@code sample}, or the own folder's name and a hash of its path
 * @param dir below {@link Layout#home()}
 * @param source the reader's own listings; empty for the built-in sample
 */
public record DataRoot(String name, Path dir, Optional<Path> source) {
    /** The data root of the built-in sample. */
    public static DataRoot sample(Layout layout) {
        return new DataRoot("sample", layout.home().resolve("sample"), Optional.empty());
    }

    /** The data root of the reader's own listings; the same folder has the same root every time. */
    public static DataRoot of(Layout layout, Path source) {
        Path real = source.toAbsolutePath().normalize();
        String last = real.getFileName() == null ? "root" : real.getFileName().toString();
        String slug =
                last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String name = (slug.isEmpty() ? "data" : slug) + "-" + hash(real.toString());
        return new DataRoot(name, layout.home().resolve(name), Optional.of(real));
    }

    public Path broker() {
        return dir.resolve("broker");
    }

    /** The object store's folder. */
    public Path objects() {
        return dir.resolve("objects");
    }

    /** A part's own folder for its database and work files. */
    public Path state(Part part) {
        return dir.resolve("state").resolve(part.id());
    }

    public Path logs() {
        return dir.resolve("logs");
    }

    /** The log of a part's present or last run. */
    public Path log(Part part) {
        return logs().resolve(part.id() + ".log");
    }

    public Path tmp() {
        return dir.resolve("tmp");
    }

    /** Creates the folders that processes expect to find. */
    public void create() {
        try {
            Files.createDirectories(logs());
            Files.createDirectories(objects());
            Files.createDirectories(tmp());
            for (Part part : Part.values()) {
                Files.createDirectories(state(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create folders in " + dir, e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 3);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
