package io.cuantovale.training.rest;

import io.cuantovale.training.gate.GateDecision;
import io.cuantovale.training.runs.Run;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A run as people see it. */
public record RunView(
        String id,
        String task,

        @Schema(enumeration = {"queued", "running", "completed", "failed", "cancelled"})
        String state,

        @Schema(
                enumeration = {
                    "queued",
                    "loading",
                    "training",
                    "exporting",
                    "parity",
                    "evaluating",
                    "packaging",
                    "gate",
                    "done"
                })
        String stage,

        int epoch,
        int epochs,
        @Nullable Double trainLoss,
        @Nullable Double validationLoss,
        @Nullable Double validationAccuracy,
        Map<String, Map<String, Double>> metrics,
        @Nullable String modelVersion,
        @Nullable String datasetVersion,
        String trigger,
        String reason,
        String requestedBy,
        Map<String, String> configuration,
        @Nullable String failure,
        @Nullable GateDecision decision,
        int attempts,
        String correlationId,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static RunView of(Run run) {
        return new RunView(
                run.id(),
                run.task(),
                run.state().shown(),
                run.stage(),
                run.epoch(),
                run.epochs(),
                run.trainLoss(),
                run.validationLoss(),
                run.validationAccuracy(),
                run.metrics(),
                run.modelVersion(),
                run.datasetVersion(),
                run.trigger(),
                run.reason(),
                run.requestedBy(),
                run.configuration(),
                run.failure(),
                run.decision(),
                run.attempts(),
                run.correlationId(),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt());
    }
}
