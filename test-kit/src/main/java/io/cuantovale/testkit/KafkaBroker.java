package io.cuantovale.testkit;

import io.cuantovale.local.broker.LocalBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker for the tests of one Quarkus application: empty, on a free port, gone afterwards.
 *
 * <p>Use with {@code @WithTestResource(KafkaBroker.class)}. Sets {@code kafka.bootstrap.servers}, and fills every field
 * of the test class whose type is {@link KafkaProbe}.
 */
public final class KafkaBroker implements QuarkusTestResourceLifecycleManager {
    /** Held, not only named: a logger that nobody holds forgets its level. */
    private static final List<Logger> TALKATIVE = Stream.of("kafka", "org.apache.kafka", "state.change.logger")
            .map(Logger::getLogger)
            .toList();

    private @Nullable Path dir;
    private @Nullable LocalBroker broker;
    private @Nullable KafkaProbe probe;

    @Override
    public Map<String, String> start() {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
        try {
            dir = Files.createTempDirectory("cuantovale-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder for the test broker", e);
        }
        broker = LocalBroker.start(dir, 0);
        probe = new KafkaProbe(broker.bootstrapServers());
        return Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "quarkus.log.category.\"kafka\".level", "ERROR",
                "quarkus.log.category.\"org.apache.kafka\".level", "ERROR",
                "quarkus.log.category.\"state.change.logger\".level", "ERROR");
    }

    @Override
    public void inject(TestInjector testInjector) {
        testInjector.injectIntoFields(probe, new TestInjector.MatchesType(KafkaProbe.class));
    }

    @Override
    public void stop() {
        if (probe != null) {
            probe.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (dir != null) {
            deleteRecursively(dir);
        }
    }

    private static void deleteRecursively(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }
}
