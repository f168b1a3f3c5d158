package io.cuantovale.inference.serving.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.domain.Hashes;
import io.cuantovale.inference.serving.model.RefusedPackageException.Reason;
import io.cuantovale.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Brings a promoted package from the object store and believes nothing of it that is not proven by hash. */
public final class PackageFetcher {
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final ObjectStore store;
    private final Path work;
    private final String photoDecoder;
    private final ObjectMapper mapper;

    /**
     * @param work an existing folder for packages in use, which is removed in the end
     * @param photoDecoder version of the decoder that this server has
     */
    public PackageFetcher(ObjectStore store, Path work, String photoDecoder, ObjectMapper mapper) {
        this.store = store;
        this.work = work;
        this.photoDecoder = photoDecoder;
        this.mapper = mapper;
    }

    /**
     * Fetches and verifies.
     *
     * @throws RefusedPackageException for a package that must not be served
     * @throws io.cuantovale.store.StoreException when the store cannot be read now
     */
    public ModelPackage fetch(ModelPromoted promoted) throws RefusedPackageException {
        byte[] bytes = store.get(key(promoted, ModelPackage.MANIFEST));
        String hash = Hashes.sha256Hex(bytes);
        if (!hash.equals(promoted.manifestSha256())) {
            throw new RefusedPackageException(
                    Reason.MANIFEST_HASH,
                    "manifest.json: SHA-256 " + hash + " (expected: " + promoted.manifestSha256() + ")");
        }
        ModelManifest manifest = read(bytes);
        check(manifest, promoted);
        return new ModelPackage(manifest, hash, download(manifest, promoted));
    }

    private static String key(ModelPromoted promoted, String file) {
        String folder = promoted.key();
        return folder.endsWith("/") ? folder + file : folder + "/" + file;
    }

    private ModelManifest read(byte[] bytes) throws RefusedPackageException {
        try {
            ModelManifest manifest = mapper.readValue(bytes, ModelManifest.class);
            // What later code relies on; a missing part must be a refusal, not a failure deep inside.
            Objects.requireNonNull(manifest.features(), "features");
            Objects.requireNonNull(manifest.inputs(), "inputs");
            Objects.requireNonNull(manifest.outputs(), "outputs");
            Objects.requireNonNull(manifest.classes(), "classes");
            Objects.requireNonNull(manifest.files(), "files");
            return manifest;
        } catch (JsonProcessingException | NullPointerException e) {
            throw new RefusedPackageException(Reason.MANIFEST_UNREADABLE, "manifest.json: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(ModelManifest manifest, ModelPromoted promoted) throws RefusedPackageException {
        if (manifest.formatVersion() != ModelManifest.FORMAT_VERSION) {
            throw new RefusedPackageException(
                    Reason.FORMAT_VERSION,
                    "format_version: " + manifest.formatVersion() + " (expected: " + ModelManifest.FORMAT_VERSION
                            + ")");
        }
        if (!promoted.task().equals(manifest.task()) || !promoted.version().equals(manifest.version())) {
            throw new RefusedPackageException(
                    Reason.MANIFEST_MISMATCH,
                    "manifest.json: " + manifest.task() + " " + manifest.version() + " (expected: " + promoted.task()
                            + " " + promoted.version() + ")");
        }
        boolean photos = manifest.features().stream().anyMatch(f -> f.kind().equals("photo"));
        if (photos && !photoDecoder.equals(manifest.photoDecoder())) {
            throw new RefusedPackageException(
                    Reason.PHOTO_DECODER,
                    "photo_decoder: " + manifest.photoDecoder() + " (expected: " + photoDecoder + ")");
        }
        if (!manifest.files().containsKey(ModelPackage.GRAPH)) {
            throw new RefusedPackageException(
                    Reason.MANIFEST_MISMATCH,
                    "files: " + manifest.files().keySet() + " (expected: " + ModelPackage.GRAPH + " among them)");
        }
    }

    private Path download(ModelManifest manifest, ModelPromoted promoted) throws RefusedPackageException {
        Path folder = newFolder();
        boolean complete = false;
        try {
            for (Map.Entry<String, String> file : manifest.files().entrySet()) {
                if (!FILE_NAME.matcher(file.getKey()).matches()) {
                    throw new RefusedPackageException(
                            Reason.MANIFEST_MISMATCH, "files: " + file.getKey() + " (expected: a plain file name)");
                }
                Path target = folder.resolve(file.getKey());
                store.download(key(promoted, file.getKey()), target);
                String hash = sha256(target);
                if (!hash.equals(file.getValue())) {
                    throw new RefusedPackageException(
                            Reason.FILE_HASH,
                            file.getKey() + ": SHA-256 " + hash + " (expected: " + file.getValue() + ")");
                }
            }
            complete = true;
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!complete) {
                Folders.delete(folder);
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Hashes.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Removes what is left in the work folder, and the folder. */
    void close() {
        Folders.delete(work);
    }

    private Path newFolder() {
        try {
            return Files.createTempDirectory(work, "package-");
        } catch (IOException e) {
            throw new UncheckedIOException("model-folder: " + work + " (expected: a writable folder)", e);
        }
    }
}
