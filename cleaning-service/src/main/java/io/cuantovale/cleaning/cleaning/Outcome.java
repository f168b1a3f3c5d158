package io.cuantovale.cleaning.cleaning;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What one scraped record came to, ready to be written. */
public sealed interface Outcome {
    /** The record that tells it. */
    ProducerRecord<String, byte[]> message();

    /** Correlation id of the listing. */
    String correlationId();

    /** For people: which listing, and what became of it. */
    String summary();

    /**
     * The listing passed.
     *
     * @param warnings codes of what was mended or left out
     */
    record Cleaned(ProducerRecord<String, byte[]> message, String correlationId, String summary, List<String> warnings)
            implements Outcome {}

    /**
     * The listing was refused.
     *
     * @param reasons codes, every one
     */
    record Rejected(ProducerRecord<String, byte[]> message, String correlationId, String summary, List<String> reasons)
            implements Outcome {}

    /**
     * The record is no scraped listing at all.
     *
     * @param reason code
     */
    record DeadLettered(ProducerRecord<String, byte[]> message, String correlationId, String summary, String reason)
            implements Outcome {}
}
