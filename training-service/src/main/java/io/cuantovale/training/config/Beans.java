package io.cuantovale.training.config;

import io.cuantovale.state.StateDatabase;
import io.cuantovale.training.runs.RunQueue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Objects of libraries, and of ours with plain constructors, as beans. */
@Singleton
public class Beans {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Jdbi jdbi(StateDatabase database) {
        return database.jdbi();
    }

    @Produces
    @Singleton
    RunQueue runQueue(Jdbi jdbi, Clock clock, TrainingConfig config) {
        return new RunQueue(jdbi, clock, config.queue().lease(), config.queue().maxAttempts());
    }
}
