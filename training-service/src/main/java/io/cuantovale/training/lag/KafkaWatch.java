package io.cuantovale.training.lag;

import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.config.TrainingConfig.Role;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Consumer lag and dead letters as gauges, asked of the broker.
 *
 * <p>A consumer's own lag metric vanishes with the consumer, just when it matters; this one stays. Runs in the monitor
 * role only, so that replicas do not all ask.
 */
@ApplicationScoped
public class KafkaWatch {
    private static final Logger LOG = Logger.getLogger(KafkaWatch.class);
    private static final String PREFIX = "cuantovale.kafka.";
    private static final String TOPICS = "cuantovale.";
    private static final int CALL_MILLIS = 8_000;

    private final boolean watching;
    private final Map<String, Object> kafka;
    private final Clock clock;
    private final Map<TopicPartition, LagHistory> histories = new HashMap<>();
    private final MultiGauge lagRecords;
    private final MultiGauge lagSeconds;
    private final MultiGauge deadLetters;
    private final MultiGauge deadLetterAge;
    private final Counter failures;
    private @Nullable Admin admin;

    KafkaWatch(
            TrainingConfig config,
            MeterRegistry meters,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Clock clock) {
        this.watching = config.roles().contains(Role.MONITOR);
        this.kafka = kafka;
        this.clock = clock;
        lagRecords = MultiGauge.builder(PREFIX + "lag.records")
                .description("Records that a consumer group has not committed, by topic")
                .register(meters);
        lagSeconds = MultiGauge.builder(PREFIX + "lag.seconds")
                .description("How long the oldest record that a consumer group has not committed has been waiting")
                .register(meters);
        deadLetters = MultiGauge.builder(PREFIX + "dead.letters.records")
                .description("Records in a dead-letter topic")
                .register(meters);
        deadLetterAge = MultiGauge.builder(PREFIX + "dead.letters.age.seconds")
                .description("Age of the oldest record in a dead-letter topic, 0 where there is none")
                .register(meters);
        failures = Counter.builder(PREFIX + "watch.failures")
                .description("Rounds in which the broker did not tell lag and dead letters")
                .register(meters);
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() throws InterruptedException {
        if (!watching) {
            return;
        }
        try {
            KafkaOffsets offsets = new KafkaOffsets(admin(), TOPICS);
            publishLag(offsets);
            publishDeadLetters(offsets);
        } catch (ExecutionException e) {
            // The gauges keep their last values; this counter tells that they are old.
            failures.increment();
            LOG.warnf("The broker did not tell lag and dead letters: %s", e.getCause());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private Admin admin() {
        Admin present = admin;
        if (present == null) {
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "kafka-watch");
            settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS / 2);
            present = Admin.create(settings);
            admin = present;
        }
        return present;
    }

    private void publishLag(KafkaOffsets offsets) throws ExecutionException, InterruptedException {
        Map<String, Map<TopicPartition, Long>> committed = offsets.committed();
        Set<TopicPartition> partitions =
                committed.values().stream().flatMap(m -> m.keySet().stream()).collect(Collectors.toSet());
        Instant now = clock.instant();
        Map<TopicPartition, Long> ends = offsets.ends(partitions);
        ends.forEach((partition, end) ->
                histories.computeIfAbsent(partition, p -> new LagHistory()).observe(now, end));
        List<MultiGauge.Row<?>> records = new ArrayList<>();
        List<MultiGauge.Row<?>> seconds = new ArrayList<>();
        committed.forEach((group, positions) -> positions.keySet().stream()
                .map(TopicPartition::topic)
                .distinct()
                .forEach(topic -> {
                    long behind = 0;
                    Duration longest = Duration.ZERO;
                    for (var position : positions.entrySet()) {
                        if (position.getKey().topic().equals(topic)) {
                            behind += Math.max(0, ends.get(position.getKey()) - position.getValue());
                            Duration lag = histories.get(position.getKey()).lag(position.getValue(), now);
                            longest = lag.compareTo(longest) > 0 ? lag : longest;
                        }
                    }
                    Tags tags = Tags.of("group", group, "topic", topic);
                    records.add(MultiGauge.Row.of(tags, behind));
                    seconds.add(MultiGauge.Row.of(tags, longest.toMillis() / 1e3));
                }));
        lagRecords.register(records, true);
        lagSeconds.register(seconds, true);
    }

    private void publishDeadLetters(KafkaOffsets offsets) throws ExecutionException, InterruptedException {
        Instant now = clock.instant();
        List<MultiGauge.Row<?>> counts = new ArrayList<>();
        List<MultiGauge.Row<?>> ages = new ArrayList<>();
        offsets.deadLetters().forEach((topic, letters) -> {
            Tags tags = Tags.of("topic", topic);
            counts.add(MultiGauge.Row.of(tags, letters.records()));
            ages.add(MultiGauge.Row.of(tags, KafkaOffsets.age(letters, now).toMillis() / 1e3));
        });
        deadLetters.register(counts, true);
        deadLetterAge.register(ages, true);
    }
}
