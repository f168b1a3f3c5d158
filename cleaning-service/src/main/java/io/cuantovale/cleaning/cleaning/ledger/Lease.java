package io.cuantovale.cleaning.cleaning.ledger;

import io.cuantovale.state.StateDatabase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * One replica at a time keeps the ledger, the archive and the automatic snapshots: the one that holds the lease.
 *
 * <p>Positions are moved by compare-and-set as well, so that a holder that was paused cannot count twice.
 */
@Singleton
public class Lease {
    private static final Duration TERM = Duration.ofSeconds(15);

    private final Jdbi jdbi;
    private final Clock clock;
    /** Of this process, not of the machine: after a restart the old process's lease must run out or be given back. */
    private final String holder = UUID.randomUUID().toString();

    Lease(StateDatabase database, Clock clock) {
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    /** Takes or renews the lease; false while another process holds it. */
    public boolean hold(String name) {
        long now = clock.millis();
        return jdbi.inTransaction(handle -> {
            int renewed = handle.createUpdate("update lease set holder = :holder, until_ms = :until"
                            + " where name = :name and (holder = :holder or until_ms < :now)")
                    .bind("holder", holder)
                    .bind("until", now + TERM.toMillis())
                    .bind("name", name)
                    .bind("now", now)
                    .execute();
            return renewed > 0
                    || handle.createUpdate("insert into lease (name, holder, until_ms) values (:name, :holder, :until)"
                                            + " on conflict do nothing")
                                    .bind("name", name)
                                    .bind("holder", holder)
                                    .bind("until", now + TERM.toMillis())
                                    .execute()
                            > 0;
        });
    }

    /** Gives the lease back, so that another process need not wait. */
    public void giveBack(String name) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from lease where name = :name and holder = :holder")
                .bind("name", name)
                .bind("holder", holder)
                .execute());
    }
}
