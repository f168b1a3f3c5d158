package io.cuantovale.cleaning.cleaning;

import io.cuantovale.contracts.CloudEventAttributes;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Dead letters as outcomes: like any other they name the scraped event that they answer. */
final class DeadLetters {
    /** The causation id that the record came with, where it had one. */
    static final String ORIGINAL_CAUSATION = "dlq-causationid";

    private DeadLetters() {}

    /** A record without an event id of its own is named by where it stood, so that a repeat counts once. */
    static ProducerRecord<String, byte[]> of(
            ConsumerRecord<String, byte[]> record, EventContext cause, String reason, String detail) {
        ProducerRecord<String, byte[]> letter = Events.deadLetter(record, reason, detail);
        Headers headers = letter.headers();
        Header original = headers.lastHeader(CloudEventAttributes.CAUSATION_ID);
        if (original != null) {
            headers.add(ORIGINAL_CAUSATION, original.value()).remove(CloudEventAttributes.CAUSATION_ID);
        }
        String id = record.headers().lastHeader(CloudEventAttributes.ID) == null
                ? record.topic() + "-" + record.partition() + "@" + record.offset()
                : cause.eventId();
        headers.add(CloudEventAttributes.CAUSATION_ID, id.getBytes(StandardCharsets.UTF_8));
        if (headers.lastHeader(CloudEventAttributes.CORRELATION_ID) == null) {
            headers.add(
                    CloudEventAttributes.CORRELATION_ID, cause.correlationId().getBytes(StandardCharsets.UTF_8));
        }
        return letter;
    }
}
