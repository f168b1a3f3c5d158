package io.cuantovale.training.data;

import io.cuantovale.photo.PhotoDecoder;
import io.cuantovale.photo.UnreadablePhotoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Decoded photos on disk, one raw file (rows of RGB bytes) per photo, so that each is decoded once for all epochs and
 * runs. Files are kept by decoder version and size: a new decoder begins a new folder.
 */
public final class PhotoCache {
    private final Path folder;
    private final int height;
    private final int width;

    /**
     * @param root folder for photos of all sizes
     * @param height of decoded photos in pixels
     * @param width of decoded photos in pixels
     */
    public PhotoCache(Path root, int height, int width) {
        this.folder = root.resolve(PhotoDecoder.VERSION).resolve(width + "x" + height);
        this.height = height;
        this.width = width;
    }

    /** Bytes per photo: height * width * 3. */
    public int bytes() {
        return height * width * 3;
    }

    /**
     * Decodes what is not here yet.
     *
     * @param keys object key by SHA-256
     * @param cancelled asked between photos
     * @return why, by SHA-256, of the photos that cannot be used
     */
    public SortedMap<String, String> fill(
            Map<String, String> keys, PhotoSource source, int threads, BooleanSupplier cancelled) {
        Map<String, String> missing = new LinkedHashMap<>(keys);
        missing.keySet().removeIf(sha -> Files.exists(file(sha)));
        SortedMap<String, String> unusable = new TreeMap<>();
        if (missing.isEmpty()) {
            return unusable;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Files.createDirectories(folder);
            PhotoDecoder decoder = new PhotoDecoder();
            List<Future<?>> pending = new ArrayList<>();
            missing.forEach((sha, key) -> pending.add(pool.submit(() -> {
                if (!cancelled.getAsBoolean()) {
                    String problem = decode(decoder, source, sha, key);
                    if (problem != null) {
                        synchronized (unusable) {
                            unusable.put(sha, problem);
                        }
                    }
                }
                return null;
            })));
            for (Future<?> future : pending) {
                future.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write decoded photos to " + folder, e);
        } catch (ExecutionException e) {
            throw new DatasetException("cannot decode photos: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatasetException("interrupted while decoding photos", e);
        }
        return unusable;
    }

    /** The pixels of a photo that {@link #fill} accepted. */
    public byte[] pixels(String sha256) {
        try {
            byte[] pixels = Files.readAllBytes(file(sha256));
            if (pixels.length != bytes()) {
                throw new DatasetException(file(sha256) + ": " + pixels.length + " bytes (expected: " + bytes() + ")");
            }
            return pixels;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the decoded photo " + sha256, e);
        }
    }

    private @org.jspecify.annotations.Nullable String decode(
            PhotoDecoder decoder, PhotoSource source, String sha, String key) throws IOException {
        byte[] encoded;
        try {
            encoded = source.fetch(key);
        } catch (RuntimeException e) {
            return "not fetched: " + e.getMessage();
        }
        try {
            byte[] pixels = decoder.decode(encoded, height, width).pixels();
            Path part = Files.createTempFile(folder, "decoding", ".part");
            Files.write(part, pixels);
            Files.move(part, file(sha), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return null;
        } catch (UnreadablePhotoException e) {
            return e.code() + ": " + Objects.requireNonNullElse(e.getMessage(), "");
        }
    }

    private Path file(String sha256) {
        return folder.resolve(sha256 + ".rgb");
    }
}
