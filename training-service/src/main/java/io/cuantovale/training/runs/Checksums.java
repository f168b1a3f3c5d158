package io.cuantovale.training.runs;

import io.cuantovale.domain.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of files, lower-case hexadecimal. */
public final class Checksums {
    private Checksums() {}

    public static String sha256(Path file) {
        MessageDigest digest = Hashes.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Proves that a file is the one that was meant.
     *
     * @throws IllegalStateException when it is not
     */
    public static void require(String name, Path file, String expected) {
        String found = sha256(file);
        if (!found.equals(expected)) {
            throw new IllegalStateException(name + ": sha256 " + found + " (expected: " + expected + ")");
        }
    }
}
