package io.cuantovale.training.messaging;

import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.training.runs.TaskCatalogue;
import io.cuantovale.training.runs.TrainingTriggers;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** New datasets: remembered, and perhaps a reason to train. */
@ApplicationScoped
public class DatasetsConsumer {
    private final Delivery delivery;
    private final TaskCatalogue tasks;
    private final TrainingTriggers triggers;

    public DatasetsConsumer(Delivery delivery, TaskCatalogue tasks, TrainingTriggers triggers) {
        this.delivery = delivery;
        this.tasks = tasks;
        this.triggers = triggers;
    }

    @Incoming("datasets")
    @Blocking
    public void dataset(ConsumerRecord<String, byte[]> record) {
        delivery.deliver(record, DatasetPublished.class, (dataset, context) -> {
            if (!tasks.names().contains(dataset.task())) {
                throw new UnusableEventException(
                        "unknown-task", "task: " + dataset.task() + " (expected: one of " + tasks.names() + ")");
            }
            triggers.datasetPublished(dataset, context);
        });
    }
}
