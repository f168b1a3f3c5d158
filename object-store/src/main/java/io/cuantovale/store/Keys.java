package io.cuantovale.store;

import java.nio.charset.StandardCharsets;

/** The rules that keys obey in every store, so that a folder and S3 take exactly the same ones. */
final class Keys {
    /** S3's limit; in bytes of UTF-8. */
    private static final int MAX_BYTES = 1024;
    /** What most file systems take as one name; in bytes of UTF-8. */
    private static final int MAX_SEGMENT_BYTES = 255;

    private Keys() {}

    /**
     * Returns the key when it may be used.
     *
     * @throws InvalidKeyException saying what is wrong with it
     */
    static String checked(String key) {
        if (key.isEmpty()) {
            throw new InvalidKeyException(key, "at least one character");
        }
        checkedCharacters(key);
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new InvalidKeyException(key, "segments parted by single '/', none empty, '.' or '..'");
            }
            if (segment.startsWith(FolderStore.PART_PREFIX)) {
                throw new InvalidKeyException(key, "no segment beginning with " + FolderStore.PART_PREFIX);
            }
            if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES) {
                throw new InvalidKeyException(key, "segments of at most " + MAX_SEGMENT_BYTES + " bytes");
            }
        }
        return key;
    }

    /** Returns the prefix when it may be listed: as a key, but it may be empty or end anywhere. */
    static String checkedPrefix(String prefix) {
        if (prefix.isEmpty()) {
            return prefix;
        }
        checkedCharacters(prefix);
        String[] segments = prefix.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            if (segments[i].equals("..") || segments[i].equals(".") || (segments[i].isEmpty() && !last)) {
                throw new InvalidKeyException(prefix, "a prefix without empty, '.' or '..' segments");
            }
        }
        return prefix;
    }

    private static void checkedCharacters(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidKeyException(key, "at most " + MAX_BYTES + " bytes");
        }
        if (key.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')) {
            throw new InvalidKeyException(key, "no control characters and no backslash");
        }
    }
}
