package io.cuantovale.training.messaging;

import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.training.runs.RunRequests;
import io.cuantovale.training.runs.TaskCatalogue;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Requests for runs: stored in the durable queue, then acknowledged; a trainer takes them from there. */
@ApplicationScoped
public class TrainingRequestsConsumer {
    private static final Logger LOG = Logger.getLogger(TrainingRequestsConsumer.class);

    private final Delivery delivery;
    private final TaskCatalogue tasks;
    private final RunRequests requests;

    public TrainingRequestsConsumer(Delivery delivery, TaskCatalogue tasks, RunRequests requests) {
        this.delivery = delivery;
        this.tasks = tasks;
        this.requests = requests;
    }

    @Incoming("training-requests")
    @Blocking
    public void request(ConsumerRecord<String, byte[]> record) {
        delivery.deliver(record, TrainingRequested.class, (request, context) -> {
            if (!tasks.names().contains(request.task())) {
                throw new UnusableEventException(
                        "unknown-task", "task: " + request.task() + " (expected: one of " + tasks.names() + ")");
            }
            tasks.problems(request.task(), request.configuration()).stream()
                    .findFirst()
                    .ifPresent(problem -> {
                        throw new UnusableEventException("unknown-setting", problem.message());
                    });
            boolean fresh = requests.accept(request, context);
            LOG.infof(
                    "run of %s %s (%s): %s",
                    request.task(), fresh ? "queued" : "known already", request.trigger(), request.reason());
        });
    }
}
