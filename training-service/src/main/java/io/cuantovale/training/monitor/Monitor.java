package io.cuantovale.training.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.contracts.event.FeedbackObserved;
import io.cuantovale.contracts.event.PredictionServed;
import io.cuantovale.kit.json.Json;
import io.cuantovale.store.ObjectStore;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.data.DatasetException;
import io.cuantovale.training.health.TrainingMeters;
import io.cuantovale.training.runs.TaskCatalogue;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Observes what comes in, and closes windows. */
@ApplicationScoped
public class Monitor {
    private static final Logger LOG = Logger.getLogger(Monitor.class);
    private static final String CALLERS = "callers";

    private final Jdbi jdbi;
    private final TaskCatalogue tasks;
    private final Champions champions;
    private final WindowStore store;
    private final DriftWindows windows;
    private final DriftRetrain retrain;
    private final PredictionStore predictions;
    private final ObjectStore objects;
    private final TrainingMeters meters;
    private final TrainingConfig config;
    private final Clock clock;

    public Monitor(
            Jdbi jdbi,
            TaskCatalogue tasks,
            Champions champions,
            WindowStore store,
            DriftWindows windows,
            DriftRetrain retrain,
            PredictionStore predictions,
            ObjectStore objects,
            TrainingMeters meters,
            TrainingConfig config,
            Clock clock) {
        this.jdbi = jdbi;
        this.tasks = tasks;
        this.champions = champions;
        this.store = store;
        this.windows = windows;
        this.retrain = retrain;
        this.predictions = predictions;
        this.objects = objects;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A cleaned listing as it came.
     *
     * @param key of its record
     * @param eventId of its event
     */
    record Listing(String key, String eventId, int partition, long offset, JsonNode event) {}

    /** Scores listings with the champion of every task that they fit, unless it was trained on them. */
    void listings(List<Listing> listings) {
        for (String task : tasks.names()) {
            champions.of(task).ifPresent(champion -> {
                List<Listing> fresh = listings.stream()
                        .filter(listing -> champion.isNew(listing.partition(), listing.offset()))
                        .filter(listing -> champion.fits(listing.event()))
                        .toList();
                if (!fresh.isEmpty()) {
                    observe(task, champion, fresh);
                    close(task, champion);
                }
            });
        }
    }

    private void observe(String task, Champion champion, List<Listing> listings) {
        List<@Nullable Observation> scored = score(champion, listings);
        jdbi.useTransaction(handle -> {
            for (int i = 0; i < scored.size(); i++) {
                Observation observation = scored.get(i);
                Listing listing = listings.get(i);
                if (observation == null) {
                    continue;
                }
                JsonNode event = listing.event();
                Instant at = event.hasNonNull("scraped_at")
                        ? Instant.parse(event.get("scraped_at").asText())
                        : clock.instant();
                String source = event.path("source").asText("unknown");
                store.add(
                        handle,
                        new WindowStore.Key(task, champion.version(), Stream.LISTINGS, source),
                        listing.eventId(),
                        at,
                        observation);
                if (observation.estimate() != null) {
                    predictions.add(
                            handle,
                            task,
                            listing.eventId(),
                            listing.key(),
                            new PredictionStore.Given(
                                    champion.version(),
                                    observation.estimate(),
                                    observation.lower(),
                                    observation.upper(),
                                    clock.instant()));
                }
            }
        });
        meters.observed(task, Stream.LISTINGS.code(), scored.size());
    }

    /** All at once; one by one where that fails, so that one odd listing hides no other. */
    private List<@Nullable Observation> score(Champion champion, List<Listing> listings) {
        List<JsonNode> events = listings.stream().map(Listing::event).toList();
        try {
            return new ArrayList<>(champion.score(events, objects::get));
        } catch (DatasetException e) {
            List<@Nullable Observation> scored = new ArrayList<>();
            for (Listing listing : listings) {
                try {
                    scored.add(champion.score(List.of(listing.event()), objects::get)
                            .getFirst());
                } catch (DatasetException one) {
                    LOG.warnf("%s cannot be scored: %s", listing.key(), one.getMessage());
                    scored.add(null);
                }
            }
            return scored;
        }
    }

    /** What a caller was told. */
    void served(PredictionServed served) {
        Optional<Champion> champion = champions.of(served.task());
        jdbi.useTransaction(handle -> {
            if (served.estimate() != null) {
                predictions.add(
                        handle,
                        served.task(),
                        served.predictionId(),
                        served.listing(),
                        new PredictionStore.Given(
                                served.modelVersion(),
                                served.estimate(),
                                bound(served, 0),
                                bound(served, 1),
                                served.servedAt()));
            }
            if (served.origin().equals("request")
                    && champion.isPresent()
                    && champion.get().version().equals(served.modelVersion())) {
                store.add(
                        handle,
                        new WindowStore.Key(served.task(), served.modelVersion(), Stream.REQUESTS, CALLERS),
                        served.predictionId(),
                        served.servedAt(),
                        observation(champion.get(), served));
                meters.observed(served.task(), Stream.REQUESTS.code(), 1);
            }
        });
        champion.ifPresent(present -> close(served.task(), present));
    }

    private static @Nullable Double bound(PredictionServed served, int index) {
        return served.interval().size() == 2 ? served.interval().get(index) : null;
    }

    private static Observation observation(Champion champion, PredictionServed served) {
        boolean photo = served.photoSha256() != null;
        JsonNode inputs = Json.mapper().valueToTree(served.inputs());
        int best = 0;
        for (int i = 1; i < served.probabilities().size(); i++) {
            best = served.probabilities().get(i) > served.probabilities().get(best) ? i : best;
        }
        float[] embedding = new float[served.embedding().size()];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = served.embedding().get(i);
        }
        return new Observation(
                champion.values(inputs, photo),
                null,
                served.estimate(),
                bound(served, 0),
                bound(served, 1),
                best,
                served.novelty(),
                photo ? champion.distance(embedding) : null);
    }

    /** A value seen later: how wrong the prediction was. */
    void feedback(FeedbackObserved feedback, String eventId) {
        Optional<PredictionStore.Given> given = predictions.find(feedback);
        meters.feedback(feedback.task(), given.isPresent());
        if (given.isEmpty()) {
            LOG.infof(
                    "feedback on %s of %s joins no prediction that is known",
                    feedback.predictionId() == null ? feedback.listing() : feedback.predictionId(), feedback.task());
            return;
        }
        PredictionStore.Given prediction = given.get();
        champions
                .of(feedback.task())
                .filter(champion -> champion.version().equals(prediction.modelVersion()))
                .ifPresent(champion -> {
                    jdbi.useTransaction(handle -> store.add(
                            handle,
                            new WindowStore.Key(feedback.task(), champion.version(), Stream.FEEDBACK, CALLERS),
                            eventId,
                            feedback.observedAt(),
                            Observation.ofFeedback(
                                    feedback.observed(),
                                    prediction.estimate(),
                                    prediction.lower(),
                                    prediction.upper())));
                    meters.observed(feedback.task(), Stream.FEEDBACK.code(), 1);
                    close(feedback.task(), champion);
                });
    }

    private void close(String task, Champion champion) {
        windows.closeDue(task, champion.version(), champion.comparison());
    }

    /** Windows also close by time, and wishes for runs wait for datasets. */
    @Scheduled(every = "5s", identity = "drift-monitor", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        if (config.roles().contains(TrainingConfig.Role.MONITOR)) {
            for (String task : tasks.names()) {
                champions.of(task).ifPresent(champion -> close(task, champion));
            }
            retrain.askDue();
        }
    }

    @Scheduled(every = "24h", delayed = "1h", identity = "old-predictions")
    void forgetOld() {
        if (config.roles().contains(TrainingConfig.Role.MONITOR)) {
            int deleted = predictions.deleteBefore(
                    clock.instant().minus(config.monitor().predictionsKept()));
            LOG.infof("%d old predictions forgotten", deleted);
        }
    }
}
