package io.cuantovale.training.runs;

import com.github.f4b6a3.uuid.UuidCreator;
import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.messaging.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The one way to ask for a run from inside: REST, schedule, new data and drift all publish the event that an outsider
 * would. The run is shown from that moment on and may be taken once the event has come back.
 */
@ApplicationScoped
public class RunRequests {
    private final Jdbi jdbi;
    private final RunStore runs;
    private final Outbox outbox;

    public RunRequests(Jdbi jdbi, RunStore runs, Outbox outbox) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.outbox = outbox;
    }

    /**
     * Publishes the request within the caller's transaction; a request id that is known changes nothing.
     *
     * @return the id of the new run; empty when the request is known
     */
    public Optional<String> ask(Handle handle, TrainingRequested request, EventContext event) {
        String id = newId();
        if (!runs.store(handle, id, request, event, RunState.REQUESTED)) {
            return Optional.empty();
        }
        outbox.add(handle, Topic.TRAINING_REQUESTED, request.task(), request, event);
        return Optional.of(id);
    }

    /** The request has come by the topic, from inside or outside: the run may be taken. */
    public boolean accept(TrainingRequested request, EventContext event) {
        return jdbi.inTransaction(handle -> runs.store(handle, newId(), request, event, RunState.QUEUED));
    }

    private static String newId() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }
}
