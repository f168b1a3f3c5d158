package io.cuantovale.gateway.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two inference replicas for the gateway under test; fields of this type in the test class are filled. */
public final class TwoReplicas implements QuarkusTestResourceLifecycleManager {
    private @Nullable InferenceStandIn first;
    private @Nullable InferenceStandIn second;
    private int firstPort;

    @Override
    public Map<String, String> start() {
        first = InferenceStandIn.start(0);
        firstPort = first.port();
        second = InferenceStandIn.start(0);
        try {
            Path folder = Files.createTempDirectory("gateway-it-");
            return Map.of(
                    "cuantovale.gateway.inference.addresses",
                    "127.0.0.1:" + firstPort + ",127.0.0.1:" + second.port(),
                    "cuantovale.gateway.inference.probe-every",
                    "200ms",
                    "cuantovale.gateway.inference.metadata-for",
                    "100ms",
                    "cuantovale.gateway.batch.patience",
                    "3s",
                    "cuantovale.gateway.spool.folder",
                    folder.resolve("spool").toString(),
                    "cuantovale.gateway.jobs.folder",
                    folder.resolve("jobs").toString(),
                    "cuantovale.store.folder",
                    folder.resolve("store").toString(),
                    "cuantovale.state.h2.file",
                    folder.resolve("state").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InferenceStandIn first() {
        return java.util.Objects.requireNonNull(first);
    }

    public InferenceStandIn second() {
        return java.util.Objects.requireNonNull(second);
    }

    /** Sets the champion of both. */
    public void champion(@Nullable String version) {
        first().champion(version);
        second().champion(version);
    }

    /** Kills the first replica. */
    public void killFirst() {
        first().close();
    }

    /** Starts the first replica again, at its old address. */
    public void restartFirst() {
        first = InferenceStandIn.start(firstPort);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(TwoReplicas.class));
    }

    @Override
    public void stop() {
        first().close();
        second().close();
    }
}
