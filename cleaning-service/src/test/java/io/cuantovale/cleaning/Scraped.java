package io.cuantovale.cleaning;

import io.cuantovale.contracts.CloudEventAttributes;
import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.ListingScraped;
import io.cuantovale.contracts.event.PhotoRef;
import io.cuantovale.domain.Hashes;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes scraped events as scraper-service writes them. */
final class Scraped {
    private static final Events EVENTS = new Events(new EventCodec(), "/cuantovale/test", Clock.systemUTC());
    private static final Instant SCRAPED_AT = Instant.parse("2023-06-05T20:16:58Z");

    private Scraped() {}

    /** A listing that passes, with some facts changed; a null value leaves the fact out. */
    static ProducerRecord<String, byte[]> listing(String source, String id, @Nullable String... changes) {
        return listing(source, id, List.of(), changes);
    }

    static ProducerRecord<String, byte[]> listing(
            String source, String id, List<PhotoRef> photos, @Nullable String... changes) {
        Map<String, String> facts = new HashMap<>(Map.of(
                "title", "Apartamento luminoso",
                "price", "U$S 141.000",
                "area", "51 Mts",
                "rooms", "2 dormitorios",
                "bathrooms", "1 Baños",
                "building_type", "Apartamento",
                "deal_type", "Venta",
                "department", "Montevideo",
                "location", "Pocitos"));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                facts.remove(changes[i]);
            } else {
                facts.put(changes[i], changes[i + 1]);
            }
        }
        ListingScraped event =
                new ListingScraped(source, id, null, SCRAPED_AT, "crawl-1", "test-1", facts, photos, null);
        return EVENTS.record(
                Topic.LISTINGS_SCRAPED,
                event.key(),
                event,
                new EventContext(eventId(source, id), "correlation-" + id, null));
    }

    /** A record that is no JSON. */
    static ProducerRecord<String, byte[]> garbage(String source, String id) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topic.LISTINGS_SCRAPED.topicName(),
                source + ":" + id,
                "<html>not json".getBytes(StandardCharsets.UTF_8));
        record.headers().add(CloudEventAttributes.ID, eventId(source, id).getBytes(StandardCharsets.UTF_8));
        return record;
    }

    static String eventId(String source, String id) {
        return "event-" + source + "-" + id;
    }

    static PhotoRef photo(byte[] bytes) {
        String sha256 = Hashes.sha256Hex(bytes);
        return new PhotoRef(sha256, ObjectKeys.photo(sha256), "image/jpeg", bytes.length);
    }
}
