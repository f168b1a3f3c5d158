package io.cuantovale.gateway.rest;

import io.cuantovale.contracts.event.FeedbackObserved;
import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.gateway.messaging.Feedback;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.Problem;
import io.cuantovale.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Values seen later for something predicted earlier. */
@Path("/v1/feedback")
@Tag(name = "feedback")
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class FeedbackResource {
    private static final String ANONYMOUS = "anonymous";
    private static final int LONGEST_NAME = 200;

    private final Feedback feedback;
    private final GatewayConfig config;
    private final Clock clock;

    FeedbackResource(Feedback feedback, GatewayConfig config, Clock clock) {
        this.feedback = feedback;
        this.config = config;
        this.clock = clock;
    }

    /**
     * An observation; exactly one of prediction and listing.
     *
     * @param task the default task where it is left out
     * @param listing {@code source:foreignId}
     * @param observed in the target's unit
     * @param observedAt now where it is left out
     */
    public record Observation(
            @Nullable String task,

            @Schema(examples = "019a9c3e-7b5f-7c7e-9d3b-0d6f8f1c2a3b") @Nullable
            String predictionId,

            @Schema(examples = "gallito:17359916") @Nullable String listing,

            @Schema(examples = "205000") @Nullable Double observed,

            @Nullable String reportedBy,
            @Nullable Instant observedAt) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "feedback",
            summary = "Report an observed price",
            description = "Used to measure predictions; never a training label unchecked. 202 once it is stored.")
    public Response observe(@Nullable Observation given) throws InterruptedException {
        if (given == null) {
            throw ProblemException.malformed("no body (expected: an observation as JSON)");
        }
        Instant now = clock.instant();
        check(given, now);
        FeedbackObserved event = new FeedbackObserved(
                given.task() == null ? config.defaultTask() : given.task(),
                given.predictionId(),
                given.listing(),
                java.util.Objects.requireNonNull(given.observed()),
                given.reportedBy() == null ? ANONYMOUS : given.reportedBy(),
                given.observedAt() == null ? now : given.observedAt());
        feedback.publish(event);
        return Response.accepted(event).build();
    }

    private static void check(Observation given, Instant now) {
        List<FieldProblem> wrong = new ArrayList<>();
        if ((given.predictionId() == null) == (given.listing() == null)) {
            wrong.add(new FieldProblem(
                    "prediction_id", given.predictionId(), "either prediction_id or listing, and not both"));
        }
        if (given.predictionId() != null && !isUuid(given.predictionId())) {
            wrong.add(new FieldProblem("prediction_id", given.predictionId(), "the prediction_id of an answer"));
        }
        if (given.listing() != null && !given.listing().matches("[^:\\s]{1,100}:\\S{1,200}")) {
            wrong.add(new FieldProblem("listing", given.listing(), "source:foreignId"));
        }
        if (given.task() != null && !given.task().matches("[a-z0-9][a-z0-9-]{0,99}")) {
            wrong.add(new FieldProblem("task", given.task(), "a task's name"));
        }
        if (given.observed() == null || !Double.isFinite(given.observed()) || given.observed() <= 0) {
            wrong.add(new FieldProblem("observed", given.observed(), "a number above 0, in the target's unit"));
        }
        if (given.observedAt() != null && given.observedAt().isAfter(now.plusSeconds(3_600))) {
            wrong.add(new FieldProblem("observed_at", given.observedAt(), "not in the future"));
        }
        if (given.reportedBy() != null
                && (given.reportedBy().isBlank() || given.reportedBy().length() > LONGEST_NAME)) {
            wrong.add(new FieldProblem("reported_by", given.reportedBy(), "1 to " + LONGEST_NAME + " characters"));
        }
        if (!wrong.isEmpty()) {
            throw ProblemException.outsideLimits(wrong);
        }
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
