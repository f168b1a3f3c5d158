package io.cuantovale.kit.events;

import io.cuantovale.contracts.CloudEventAttributes;
import io.cuantovale.contracts.Topic;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Makes Kafka records of events (CloudEvents, binary mode) and reads their headers. */
@Singleton
public class Events {
    /** Dead letters: why, as a code. */
    public static final String DLQ_REASON = "dlq-reason";
    /** Dead letters: why, in words. */
    public static final String DLQ_DETAIL = "dlq-detail";
    /** Dead letters: where the record stood. */
    public static final String DLQ_ORIGIN = "dlq-origin";

    private final EventCodec codec;
    private final String source;
    private final Clock clock;

    @Inject
    Events(EventCodec codec, @ConfigProperty(name = "quarkus.application.name", defaultValue = "unknown") String name) {
        this(codec, "/cuantovale/" + name, Clock.systemUTC());
    }

    /**
     * For use outside CDI.
     *
     * @param source the CloudEvents source, for example {@code /cuantovale/cleaning-service}
     */
    public Events(EventCodec codec, String source, Clock clock) {
        this.codec = codec;
        this.source = source;
        this.clock = clock;
    }

    /** An event as a message for an emitter or a transaction; its channel must write to the given topic. */
    public Message<byte[]> message(Topic topic, String key, Object event, EventContext context) {
        return Message.of(bytes(topic, event))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(topic.topicName())
                        .withKey(key)
                        .withHeaders(headers(topic, key, context))
                        .build());
    }

    /** An event as a record for a plain producer. */
    public ProducerRecord<String, byte[]> record(Topic topic, String key, Object event, EventContext context) {
        return new ProducerRecord<>(
                topic.topicName(), null, null, key, bytes(topic, event), headers(topic, key, context));
    }

    private byte[] bytes(Topic topic, Object event) {
        if (topic.valueType() != event.getClass()) {
            throw new IllegalArgumentException("event: " + event.getClass().getSimpleName() + " (expected: "
                    + topic.valueType().getSimpleName() + " on " + topic.topicName() + ")");
        }
        return codec.encode(event);
    }

    private Headers headers(Topic topic, String key, EventContext context) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, CloudEventAttributes.SPEC_VERSION, "1.0");
        add(headers, CloudEventAttributes.ID, context.eventId());
        add(headers, CloudEventAttributes.SOURCE, source);
        add(headers, CloudEventAttributes.TYPE, topic.topicName());
        add(headers, CloudEventAttributes.TIME, Instant.now(clock).toString());
        add(headers, CloudEventAttributes.SUBJECT, key);
        add(headers, CloudEventAttributes.CORRELATION_ID, context.correlationId());
        if (context.causationId() != null) {
            add(headers, CloudEventAttributes.CAUSATION_ID, context.causationId());
        }
        add(headers, CloudEventAttributes.CONTENT_TYPE, "application/json");
        return headers;
    }

    /** The context that a record's headers hold; ids that are missing are made anew. */
    public static EventContext contextOf(@Nullable Headers headers) {
        EventContext fresh = EventContext.start();
        if (headers == null) {
            return fresh;
        }
        String id = header(headers, CloudEventAttributes.ID);
        String correlation = header(headers, CloudEventAttributes.CORRELATION_ID);
        return new EventContext(
                id == null ? fresh.eventId() : id,
                correlation == null ? fresh.correlationId() : correlation,
                header(headers, CloudEventAttributes.CAUSATION_ID));
    }

    /**
     * The dead letter of a record that could not be processed: its bytes, key and headers as they came, and why.
     *
     * @param reason a code, for example {@code not-json}
     * @param detail in words
     */
    public static ProducerRecord<String, byte[]> deadLetter(
            ConsumerRecord<String, byte[]> record, String reason, String detail) {
        RecordHeaders headers = new RecordHeaders(record.headers().toArray());
        putWhy(headers, record.topic() + "-" + record.partition() + "@" + record.offset(), reason, detail);
        return new ProducerRecord<>(record.topic() + ".dlq", null, null, record.key(), record.value(), headers);
    }

    /** As {@link #deadLetter}, as a message for an emitter or a transaction. */
    public static Message<byte[]> deadLetterMessage(
            ConsumerRecord<String, byte[]> record, String reason, String detail) {
        ProducerRecord<String, byte[]> letter = deadLetter(record, reason, detail);
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(letter.topic())
                .withKey(letter.key())
                .withHeaders(letter.headers())
                .build();
        return Message.of(letter.value()).addMetadata(metadata);
    }

    private static void putWhy(RecordHeaders headers, String origin, String reason, String detail) {
        for (String name : new String[] {DLQ_REASON, DLQ_DETAIL, DLQ_ORIGIN}) {
            headers.remove(name);
        }
        add(headers, DLQ_REASON, reason);
        add(headers, DLQ_DETAIL, detail);
        add(headers, DLQ_ORIGIN, origin);
    }

    private static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
