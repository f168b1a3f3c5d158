package io.cuantovale.training.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.contracts.event.FeedbackObserved;
import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.contracts.event.PredictionServed;
import io.cuantovale.kit.json.Json;
import io.cuantovale.training.messaging.Delivery;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the monitor listens to. */
@ApplicationScoped
public class MonitorConsumers {
    private final Delivery delivery;
    private final Monitor monitor;

    public MonitorConsumers(Delivery delivery, Monitor monitor) {
        this.delivery = delivery;
        this.monitor = monitor;
    }

    /** Listings come in batches: they are scored in batches. */
    @Incoming("market")
    @Blocking
    public void market(ConsumerRecords<String, byte[]> records) {
        List<Monitor.Listing> listings = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() != null) {
                delivery.deliver(
                        record,
                        ListingCleaned.class,
                        (listing, context) -> listings.add(new Monitor.Listing(
                                record.key(),
                                context.eventId(),
                                record.partition(),
                                record.offset(),
                                tree(record.value()))));
            }
        }
        monitor.listings(listings);
    }

    @Incoming("served")
    @Blocking
    public void served(ConsumerRecord<String, byte[]> record) {
        delivery.deliver(record, PredictionServed.class, (served, context) -> monitor.served(served));
    }

    @Incoming("feedback")
    @Blocking
    public void feedback(ConsumerRecord<String, byte[]> record) {
        delivery.deliver(
                record, FeedbackObserved.class, (feedback, context) -> monitor.feedback(feedback, context.eventId()));
    }

    private static JsonNode tree(byte[] value) {
        try {
            return Json.mapper().readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a checked event is no JSON", e);
        }
    }
}
