package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.config.ScraperConfig;
import io.cuantovale.state.StateDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** Who works on what among replicas. A lease that is not renewed is anybody's after its time. */
@Singleton
public class Leases {
    private final Jdbi jdbi;
    private final String owner;
    private final Duration duration;
    private final InstantSource clock;

    @Inject
    public Leases(StateDatabase database, ScraperConfig config, InstantSource clock) {
        this(database.jdbi(), config.crawl().instance(), config.crawl().lease(), clock);
    }

    Leases(Jdbi jdbi, String owner, Duration duration, InstantSource clock) {
        this.jdbi = jdbi;
        this.owner = owner;
        this.duration = duration;
        this.clock = clock;
    }

    /** Takes or renews a lease; false while it is somebody else's. */
    public boolean claim(String name) {
        var now = clock.instant();
        return jdbi.inTransaction(h -> {
            h.createUpdate(
                            "insert into lease (name, owner, until_at) values (:name, :owner, :until) on conflict do nothing")
                    .bind("name", name)
                    .bind("owner", owner)
                    .bind("until", CrawlRepository.utc(now.plus(duration)))
                    .execute();
            return h.createUpdate("""
                            update lease set owner = :owner, until_at = :until
                            where name = :name and (owner = :owner or until_at < :now)""")
                            .bind("name", name)
                            .bind("owner", owner)
                            .bind("until", CrawlRepository.utc(now.plus(duration)))
                            .bind("now", CrawlRepository.utc(now))
                            .execute()
                    == 1;
        });
    }

    public void release(String name) {
        jdbi.useHandle(h -> h.createUpdate("delete from lease where name = :name and owner = :owner")
                .bind("name", name)
                .bind("owner", owner)
                .execute());
    }

    /** How often a lease should be renewed. */
    public Duration renewal() {
        return duration.dividedBy(3);
    }
}
