package io.cuantovale.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StoreIT extends ObjectStoreContract {
    private static final String BUCKET = "cuantovale-test";

    private static @Nullable S3Gateway gateway;
    private static ObjectStore store;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Optional<Path> binary = S3Gateway.binary();
        assumeTrue(
                binary.isPresent(),
                "no S3 endpoint: CUANTOVALE_TEST_S3_GATEWAY is not set and versitygw is not on the PATH"
                        + " (go install github.com/versity/versitygw/cmd/versitygw@latest)");
        gateway = S3Gateway.start(binary.orElseThrow(), folder.resolve("data"), BUCKET);
        store = store(gateway.endpoint(), BUCKET, S3Gateway.SECRET);
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            store.close();
            gateway.close();
        }
    }

    @BeforeEach
    void empty() {
        store.list("").forEach(store::delete);
    }

    @Override
    ObjectStore store() {
        return store;
    }

    private static ObjectStore store(URI endpoint, String bucket, String secret) {
        return new S3Store(new S3Settings(
                Optional.of(endpoint), bucket, "us-east-1", Optional.of(S3Gateway.ACCESS), Optional.of(secret)));
    }

    @Test
    void moreThanAThousandKeysAreListedWhole() {
        for (int i = 0; i < 1_005; i++) {
            store.put("many/%04d".formatted(i), new byte[] {1});
        }
        assertThat(store.list("many/")).hasSize(1_005).startsWith("many/0000").endsWith("many/1004");
    }

    @Test
    void aMissingBucketIsNamedAndIsNoMissingObject() {
        try (ObjectStore other = store(gateway.endpoint(), "no-such-bucket", S3Gateway.SECRET)) {
            assertThatThrownBy(other::check).isInstanceOf(StoreException.class).hasMessageContaining("no-such-bucket");
            assertThatThrownBy(() -> other.get("x"))
                    .isInstanceOf(StoreException.class)
                    .isNotInstanceOf(NoSuchObjectException.class);
        }
    }

    @Test
    void aWrongSecretIsAStoreProblemAndNeverPrinted() {
        try (ObjectStore other = store(gateway.endpoint(), BUCKET, "wrong-secret-value")) {
            assertThatThrownBy(() -> other.put("x", new byte[] {1}))
                    .isInstanceOf(StoreException.class)
                    .message()
                    .doesNotContain("wrong-secret-value");
        }
    }

    @Test
    void anUnreachableEndpointIsAStoreProblem() {
        try (ObjectStore other = store(URI.create("http://127.0.0.1:9"), BUCKET, S3Gateway.SECRET)) {
            assertThatThrownBy(() -> other.get("x"))
                    .isInstanceOf(StoreException.class)
                    .isNotInstanceOf(NoSuchObjectException.class);
        }
    }
}
