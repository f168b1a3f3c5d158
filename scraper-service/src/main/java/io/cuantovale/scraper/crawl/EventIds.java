package io.cuantovale.scraper.crawl;

import com.github.f4b6a3.uuid.UuidCreator;
import io.cuantovale.kit.events.EventContext;
import java.util.UUID;

/**
 * Ids of scraped events. The same listing of the same crawl always has the same ids, so that one sent twice is known
 * to be one.
 */
final class EventIds {
    private static final UUID EVENTS = UUID.fromString("5d2c8a34-5be0-4f3e-9d0b-6a1f0f8f3c11");
    private static final UUID CORRELATIONS = UUID.fromString("b2f7f0f2-1a3e-4d0c-8f0e-2c9a7c4b5d22");

    private EventIds() {}

    /** @param occurrence tells several of one listing in one file apart; the line number, 0 for pages */
    static EventContext of(Crawl crawl, String foreignId, long occurrence) {
        String name = crawl.id() + "\n" + crawl.portal() + "\n" + foreignId + "\n" + occurrence;
        return new EventContext(
                UuidCreator.getNameBasedSha1(EVENTS, name).toString(),
                UuidCreator.getNameBasedSha1(CORRELATIONS, name).toString(),
                crawl.request().eventId());
    }
}
