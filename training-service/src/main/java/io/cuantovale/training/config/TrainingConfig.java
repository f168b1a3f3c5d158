package io.cuantovale.training.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of training-service. */
@ConfigMapping(prefix = "cuantovale.training")
public interface TrainingConfig {
    /**
     * What this process does: {@code registry} (events, REST, the outbox), {@code monitor} (drift), {@code trainer}
     * (takes runs). Default: all three.
     */
    @WithDefault("registry,monitor,trainer")
    Set<Role> roles();

    /** Folder with task files ({@code *.yaml}) beside the built-in ones; none by default. */
    Optional<Path> tasksDir();

    /** Folder for downloads, packages in the making and decoded photos; default {@code ./.cuantovale/training}. */
    @WithDefault("./.cuantovale/training")
    Path workDir();

    /**
     * Name of this trainer, stable over its restarts and unlike every other trainer's: runs that it held when it was
     * killed go back to the queue as soon as it starts. Default: the host's name.
     */
    @WithDefault("${HOSTNAME:trainer}")
    String trainerName();

    /** Threads for PyTorch and ONNX Runtime, 0 for one per processor; default 0. */
    @WithDefault("0")
    @Min(0)
    int threads();

    /** Commit that this build was made from, for model manifests; default {@code unknown}. */
    @WithDefault("${CUANTOVALE_COMMIT:unknown}")
    String codeCommit();

    /**
     * {@code auto}: a challenger that passes the gate becomes champion. {@code approve}: it waits for a person.
     * Default auto.
     */
    @WithDefault("auto")
    Promotion promotion();

    /** Cron expression (Quartz) of scheduled runs of every task that has a dataset; default {@code off}. */
    @WithDefault("off")
    String schedule();

    /** When new rows start a run. */
    Volume volume();

    /** The durable queue of runs. */
    Queue queue();

    /** Conditions of promotion. */
    Gate gate();

    /** How events leave. */
    Outbox outbox();

    /** Drift. */
    Monitor monitor();

    /** What a process does. */
    enum Role {
        REGISTRY,
        MONITOR,
        TRAINER
    }

    /** Who has the last word. */
    enum Promotion {
        AUTO,
        APPROVE
    }

    /** Both have to be exceeded since the newest dataset that a run has taken. */
    interface Volume {
        /** New or changed rows; default 500. */
        @WithDefault("500")
        @Min(1)
        long minNewRows();

        /** New or changed rows as a share of the rows of that dataset; default 0.2. */
        @WithDefault("0.2")
        @DecimalMin("0")
        double minNewShare();
    }

    /** The durable queue of runs. */
    interface Queue {
        /** How often an idle trainer looks; default 1 s. */
        @WithDefault("1s")
        Duration pollInterval();

        /** How often a trainer renews its hold on a run; default 10 s. */
        @WithDefault("10s")
        Duration heartbeat();

        /** A trainer that has not renewed for so long is taken for dead and its run goes back; default 60 s. */
        @WithDefault("60s")
        Duration lease();

        /** How often a run may be taken before it fails; default 3. */
        @WithDefault("3")
        @Min(1)
        int maxAttempts();
    }

    /** Conditions of promotion. */
    interface Gate {
        /** How sure it must be that the challenger is better than the champion, 0.5 to 1; default 0.95. */
        @WithDefault("0.95")
        @DecimalMin("0.5")
        @DecimalMax("1")
        double confidence();

        /** Bootstrap resamples; default 2000. */
        @WithDefault("2000")
        @Min(100)
        @Max(1_000_000)
        int resamples();

        /** Refuse when the interval covers clearly less, as a distance from its level; default 0.02. */
        @WithDefault("0.02")
        @DecimalMin("0")
        @DecimalMax("1")
        double coverageMargin();

        /** Longest 95 % quantile of one prediction by ONNX Runtime on the trainer; default 500 ms. */
        @WithDefault("500ms")
        Duration maxLatency();

        /** Predictions timed; default 50. */
        @WithDefault("50")
        @Min(5)
        int latencyProbes();
    }

    /** How events leave. */
    interface Outbox {
        /** How often waiting events are looked for, when nothing has announced them; default 500 ms. */
        @WithDefault("500ms")
        Duration interval();

        /** How long to wait for the broker's answer to one event; default 10 s. */
        @WithDefault("10s")
        Duration sendTimeout();
    }

    /** Drift. */
    interface Monitor {
        /** Observations that close a window; default 500. */
        @WithDefault("500")
        @Min(20)
        int windowRows();

        /** Age at which a window is closed with what it has; default 24 h. */
        @WithDefault("24h")
        Duration windowTime();

        /** Values below which a window says "too few" of a quantity; default 50. */
        @WithDefault("50")
        @Min(10)
        int minSample();

        /** Share of false discoveries that is accepted per window and tier; default 0.01. */
        @WithDefault("0.01")
        @DecimalMin("0.0001")
        @DecimalMax("0.2")
        double alpha();

        /** Windows in a row that must drift in the same quantity before there is an alarm; default 2. */
        @WithDefault("2")
        @Min(1)
        int windowsInARow();

        /** Shortest time between two runs that drift asks for; default 6 h. */
        @WithDefault("6h")
        Duration coolDown();

        /** How long predictions are kept for feedback to join; default 90 d. */
        @WithDefault("P90D")
        Duration predictionsKept();
    }
}
