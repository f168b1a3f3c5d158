package io.cuantovale.state;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

@QuarkusTest
@WithTestResource(H2StateIT.InTemporaryFolder.class)
class H2StateIT extends StateContract {
    @Override
    StateConfig.Kind kind() {
        return StateConfig.Kind.H2;
    }

    public static final class InTemporaryFolder implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            try {
                return Map.of(
                        "cuantovale.state.kind",
                        "h2",
                        "cuantovale.state.h2.file",
                        Files.createTempDirectory("state-").resolve("db").toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            // The folder lies under java.io.tmpdir and holds a few kilobytes.
        }
    }
}
