package io.cuantovale.store;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach a bucket.
 *
 * @param endpoint of an S3-compatible store; empty for AWS
 * @param region a region's name; stores other than AWS take any
 * @param accessKey empty to use the environment's credentials (variables, web identity, instance role)
 * @param secretKey belongs to the access key
 */
public record S3Settings(
        Optional<URI> endpoint, String bucket, String region, Optional<String> accessKey, Optional<String> secretKey) {
    public S3Settings {
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw new IllegalArgumentException(
                    "store.s3.access-key and store.s3.secret-key: only one is set (expected: both or none)");
        }
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=" + endpoint + ", bucket=" + bucket + ", region=" + region + "]";
    }
}
