package io.cuantovale.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Objects as files below one folder; the key is the relative path.
 *
 * <p>A put writes a hidden part file beside the object, forces it to disk and renames it, so a reader never sees half
 * an object, also after a crash. Many processes of one machine may share the folder.
 */
public final class FolderStore implements ObjectStore {
    /** How the names of unfinished writes begin; never listed. */
    static final String PART_PREFIX = ".part-";

    private final Path root;

    /**
     * Opens the store; makes the folder when it is missing.
     *
     * @throws StoreException when it cannot be made
     */
    public FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.root);
        } catch (IOException e) {
            throw new StoreException("store.folder: " + this.root + " (expected: a folder that can be made)", e);
        }
    }

    @Override
    public void put(String key, byte[] bytes) {
        write(key, part -> {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
        });
    }

    @Override
    public void put(String key, Path file) {
        write(key, part -> {
            Files.copy(file, part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        });
    }

    @Override
    public byte[] get(String key) {
        Path file = file(key);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(key, file, e);
        }
    }

    @Override
    public void download(String key, Path to) {
        Path file = file(key);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchObjectException(key, describe(), null);
        }
        Path target = to.toAbsolutePath();
        Path part = target.resolveSibling(PART_PREFIX + UUID.randomUUID());
        try {
            Files.createDirectories(target.getParent());
            Files.copy(file, part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            throw unreadable(key, file, e);
        } catch (IOException e) {
            throw failure("download", key, e);
        } finally {
            discard(part);
        }
    }

    @Override
    public boolean exists(String key) {
        return Files.isRegularFile(file(key));
    }

    @Override
    public List<String> list(String prefix) {
        Keys.checkedPrefix(prefix);
        int slash = prefix.lastIndexOf('/');
        Path start = slash < 0 ? root : root.resolve(prefix.substring(0, slash));
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        try {
            Files.walkFileTree(start, new KeyCollector(prefix, keys));
        } catch (IOException e) {
            throw failure("list", prefix, e);
        }
        keys.sort(null);
        return List.copyOf(keys);
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw failure("delete", key, e);
        }
    }

    @Override
    public void check() {
        if (!Files.isDirectory(root) || !Files.isReadable(root)) {
            throw new StoreException("store.folder: " + root + " (expected: a readable folder)", null);
        }
    }

    @Override
    public String describe() {
        return "folder " + root;
    }

    private interface PartWriter {
        void write(Path part) throws IOException;
    }

    private void write(String key, PartWriter writer) {
        Path target = file(key);
        Path part = target.resolveSibling(PART_PREFIX + UUID.randomUUID());
        try {
            Files.createDirectories(target.getParent());
            writer.write(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure("put", key, e);
        } finally {
            discard(part);
        }
    }

    private Path file(String key) {
        return root.resolve(Keys.checked(key));
    }

    private StoreException unreadable(String key, Path file, IOException e) {
        return e instanceof NoSuchFileException || Files.isDirectory(file)
                ? new NoSuchObjectException(key, describe(), e)
                : failure("get", key, e);
    }

    private StoreException failure(String what, String key, IOException e) {
        return new StoreException(what + " " + key + " in " + describe() + " failed: " + e, e);
    }

    private void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new StoreException("part file " + part + " could not be removed: " + e, e);
        }
    }

    private final class KeyCollector extends SimpleFileVisitor<Path> {
        private final String prefix;
        private final List<String> keys;

        KeyCollector(String prefix, List<String> keys) {
            this.prefix = prefix;
            this.keys = keys;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String key = root.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile()
                    && key.startsWith(prefix)
                    && !file.getFileName().toString().startsWith(PART_PREFIX)) {
                keys.add(key);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            // Another process may move a part file or delete an object while we walk: it is no longer there.
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
