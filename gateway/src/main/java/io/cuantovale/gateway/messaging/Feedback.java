package io.cuantovale.gateway.messaging;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.FeedbackObserved;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Tells the platform of an observed value; the caller learns whether it was taken. */
@ApplicationScoped
public class Feedback {
    private final Events events;
    private final Sender sender;

    Feedback(Events events, Sender sender) {
        this.events = events;
        this.sender = sender;
    }

    /**
     * Passes an observation on, and waits until the broker has it.
     *
     * @throws ProblemException 503 while Kafka is away
     */
    public void publish(FeedbackObserved event) throws InterruptedException {
        String about = event.predictionId() == null ? event.listing() : event.predictionId();
        boolean taken = sender.sendAll(List.of(events.record(
                Topic.FEEDBACK_OBSERVED,
                event.task() + ":" + about,
                event,
                EventContext.startIn(Correlation.currentOrNew()))));
        if (!taken) {
            throw new ProblemException(
                    Problems.unavailable("broker-unavailable", "the observation could not be stored"),
                    Duration.ofSeconds(5),
                    null);
        }
    }
}
