package io.cuantovale.kit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.FeedbackObserved;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final FeedbackObserved EVENT = new FeedbackObserved("t", "p", null, 1, "me", NOW);

    private final Events events = new Events(new EventCodec(), "/cuantovale/test", Clock.fixed(NOW, ZoneOffset.UTC));

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Test
    void aRecordIsACloudEventInBinaryMode() {
        EventContext context = new EventContext("e1", "c1", "e0");
        ProducerRecord<String, byte[]> record = events.record(Topic.FEEDBACK_OBSERVED, "t:p", EVENT, context);
        assertThat(record.topic()).isEqualTo("cuantovale.feedback.observed.v1");
        assertThat(record.key()).isEqualTo("t:p");
        assertThat(text(record.headers(), "ce_specversion")).isEqualTo("1.0");
        assertThat(text(record.headers(), "ce_id")).isEqualTo("e1");
        assertThat(text(record.headers(), "ce_source")).isEqualTo("/cuantovale/test");
        assertThat(text(record.headers(), "ce_type")).isEqualTo("cuantovale.feedback.observed.v1");
        assertThat(text(record.headers(), "ce_time")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(text(record.headers(), "ce_subject")).isEqualTo("t:p");
        assertThat(text(record.headers(), "content-type")).isEqualTo("application/json");
        assertThat(Events.contextOf(record.headers())).isEqualTo(context);
    }

    @Test
    void aMessageCarriesKeyTopicAndHeaders() {
        Message<byte[]> message = events.message(Topic.FEEDBACK_OBSERVED, "t:p", EVENT, EventContext.start());
        OutgoingKafkaRecordMetadata<?> metadata =
                message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat(metadata.getKey()).isEqualTo("t:p");
        assertThat(metadata.getTopic()).isEqualTo("cuantovale.feedback.observed.v1");
        assertThat(text(metadata.getHeaders(), "ce_causationid")).isNull();
    }

    @Test
    void anEventCannotGoToAnotherEventsTopic() {
        assertThatThrownBy(() -> events.record(Topic.LISTINGS_CLEANED, "k", EVENT, EventContext.start()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FeedbackObserved");
    }

    @Test
    void anAnswerKeepsTheCorrelationAndNamesItsCause() {
        EventContext first = EventContext.start();
        EventContext answer = EventContext.causedBy(first);
        assertThat(answer.correlationId()).isEqualTo(first.correlationId());
        assertThat(answer.causationId()).isEqualTo(first.eventId());
        assertThat(answer.eventId()).isNotEqualTo(first.eventId());
    }

    @Test
    void headersWithoutIdsGetFreshOnes() {
        EventContext context = Events.contextOf(new RecordHeaders());
        assertThat(context.eventId()).isNotBlank();
        assertThat(context.correlationId()).isNotBlank();
        assertThat(Events.contextOf(null).causationId()).isNull();
    }

    @Test
    void aDeadLetterKeepsBytesKeyAndHeadersAndSaysWhy() {
        byte[] poison = {1, 2, 3};
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("a.topic", 3, 42, "key", poison);
        record.headers().add("ce_id", "e1".getBytes(StandardCharsets.UTF_8));
        record.headers().add(Events.DLQ_REASON, "an older reason".getBytes(StandardCharsets.UTF_8));
        ProducerRecord<String, byte[]> letter = Events.deadLetter(record, "not-json", "at byte 1");
        assertThat(letter.topic()).isEqualTo("a.topic.dlq");
        assertThat(letter.key()).isEqualTo("key");
        assertThat(letter.value()).isSameAs(poison);
        assertThat(text(letter.headers(), "ce_id")).isEqualTo("e1");
        assertThat(letter.headers().headers(Events.DLQ_REASON)).hasSize(1);
        assertThat(text(letter.headers(), Events.DLQ_REASON)).isEqualTo("not-json");
        assertThat(text(letter.headers(), Events.DLQ_DETAIL)).isEqualTo("at byte 1");
        assertThat(text(letter.headers(), Events.DLQ_ORIGIN)).isEqualTo("a.topic-3@42");
        assertThat(Events.deadLetterMessage(record, "not-json", "x").getPayload())
                .isSameAs(poison);
    }
}
