package io.cuantovale.contracts.event;

/**
 * A photo in the object store (claim check): its bytes never travel on Kafka.
 *
 * @param sha256 lower-case hexadecimal SHA-256 of the original bytes
 * @param key object key of the original bytes
 * @param mediaType as served, for example {@code image/jpeg}
 * @param bytes size of the original
 */
public record PhotoRef(String sha256, String key, String mediaType, long bytes) {}
