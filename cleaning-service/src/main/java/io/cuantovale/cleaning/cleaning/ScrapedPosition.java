package io.cuantovale.cleaning.cleaning;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where the scraped record stood that an outcome answers: a header, so that a dataset knows up to where the archive must
 * be replayed to make it again.
 *
 * @param partition of the scraped topic
 * @param offset in it
 */
public record ScrapedPosition(int partition, long offset) {
    /** The header, {@code partition/offset}. */
    static final String HEADER = "scraped-position";

    static ProducerRecord<String, byte[]> mark(
            ProducerRecord<String, byte[]> outcome, ConsumerRecord<String, byte[]> scraped) {
        String position = scraped.partition() + "/" + scraped.offset();
        outcome.headers().add(HEADER, position.getBytes(StandardCharsets.UTF_8));
        return outcome;
    }

    /** The position that an outcome carries; empty where another writer left none. */
    public static Optional<ScrapedPosition> of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null) {
            return Optional.empty();
        }
        String[] parts = new String(header.value(), StandardCharsets.UTF_8).split("/", 2);
        return Optional.of(new ScrapedPosition(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
    }
}
