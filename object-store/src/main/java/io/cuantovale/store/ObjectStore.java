package io.cuantovale.store;

import java.nio.file.Path;
import java.util.List;

/**
 * Bytes by key. Implementations are safe for concurrent use, by threads and by processes.
 *
 * <p>Keys use {@code /}, never begin or end with it and hold no {@code .} or {@code ..} segments
 * ({@link InvalidKeyException}). A put is atomic: readers see the old bytes, the new bytes or no object, never a part.
 * Trouble with the store itself is a {@link StoreException}.
 */
public interface ObjectStore extends AutoCloseable {

    /** Writes an object, replacing an earlier one. */
    void put(String key, byte[] bytes);

    /** Writes an object from a file, replacing an earlier one; the file stays where it is. */
    void put(String key, Path file);

    /**
     * Reads a whole object.
     *
     * @throws NoSuchObjectException when nothing lies under the key
     */
    byte[] get(String key);

    /**
     * Copies an object into a file, replacing it atomically; missing parent folders are made.
     *
     * @throws NoSuchObjectException when nothing lies under the key
     */
    void download(String key, Path to);

    boolean exists(String key);

    /**
     * Keys that begin with a prefix, in the order of their characters.
     *
     * @param prefix any text, also part of a segment; empty for all
     */
    List<String> list(String prefix);

    /** Removes an object; no error when there was none. */
    void delete(String key);

    /**
     * Proves that the store can be reached and read.
     *
     * @throws StoreException saying what is wrong
     */
    void check();

    /** What it is, for people: a folder's path or an endpoint and bucket. Holds no secrets. */
    String describe();

    @Override
    default void close() {}
}
