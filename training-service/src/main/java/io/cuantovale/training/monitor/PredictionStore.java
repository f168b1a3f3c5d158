package io.cuantovale.training.monitor;

import io.cuantovale.contracts.event.FeedbackObserved;
import io.cuantovale.training.runs.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Predictions that feedback may join, by their id or by the listing that they were made for. */
@ApplicationScoped
public class PredictionStore {
    private final Jdbi jdbi;

    public PredictionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A prediction as it was given. */
    record Given(
            String modelVersion,
            double estimate,
            @Nullable Double lower,
            @Nullable Double upper,
            Instant at) {}

    void add(Handle handle, String task, String id, @Nullable String listing, Given given) {
        handle.createUpdate("""
                        insert into predictions (task, prediction_id, listing, model_version, estimate, lower_bound,
                            upper_bound, predicted_at)
                        values (:task, :id, :listing, :version, :estimate, :lower, :upper, :at)
                        on conflict do nothing
                        """)
                .bind("task", task)
                .bind("id", id)
                .bind("listing", listing)
                .bind("version", given.modelVersion())
                .bind("estimate", given.estimate())
                .bind("lower", given.lower())
                .bind("upper", given.upper())
                .bind("at", given.at())
                .execute();
    }

    /** The prediction that feedback speaks of: the named one, or the latest for the listing. */
    Optional<Given> find(FeedbackObserved feedback) {
        boolean byId = feedback.predictionId() != null;
        return jdbi.withHandle(handle -> handle.createQuery("select * from predictions where task = :task and "
                        + (byId ? "prediction_id" : "listing") + " = :key order by predicted_at desc limit 1")
                .bind("task", feedback.task())
                .bind("key", byId ? feedback.predictionId() : feedback.listing())
                .map((row, context) -> new Given(
                        row.getString("model_version"),
                        row.getDouble("estimate"),
                        Rows.doubleOrNull(row, "lower_bound"),
                        Rows.doubleOrNull(row, "upper_bound"),
                        Rows.instant(row, "predicted_at")))
                .findOne());
    }

    /** Forgets old predictions. */
    int deleteBefore(Instant time) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from predictions where predicted_at < :time")
                .bind("time", time)
                .execute());
    }
}
