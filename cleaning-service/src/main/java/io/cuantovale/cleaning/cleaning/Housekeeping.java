package io.cuantovale.cleaning.cleaning;

import io.cuantovale.cleaning.cleaning.archive.ScrapedArchive;
import io.cuantovale.cleaning.cleaning.ledger.Lease;
import io.cuantovale.cleaning.cleaning.ledger.Ledger;
import io.cuantovale.cleaning.cleaning.snapshot.SnapshotTrigger;
import io.cuantovale.cleaning.health.BrokerContact;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** What one replica does beside cleaning, round by round: tallies, automatic snapshots, the archive. */
@ApplicationScoped
public class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final String LEASE = "housekeeping";

    private final Lease lease;
    private final Ledger ledger;
    private final SnapshotTrigger trigger;
    private final ScrapedArchive archive;
    private final BrokerContact contact;
    private volatile boolean stopping;

    Housekeeping(Lease lease, Ledger ledger, SnapshotTrigger trigger, ScrapedArchive archive, BrokerContact contact) {
        this.lease = lease;
        this.ledger = ledger;
        this.trigger = trigger;
        this.archive = archive;
        this.contact = contact;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        if (stopping) {
            return;
        }
        try {
            contact.look();
            if (!lease.hold(LEASE)) {
                ledger.close();
                archive.close();
                return;
            }
            ledger.follow();
            trigger.check();
            archive.followIfDue();
        } catch (RuntimeException e) {
            LOG.warnf("Housekeeping will go on in the next round: %s", e.toString());
            LOG.debug("Housekeeping failed", e);
        }
    }

    @Scheduled(
            cron = "${cuantovale.cleaning.snapshots.schedule:off}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void scheduledSnapshot() {
        if (lease.hold(LEASE)) {
            trigger.take("schedule");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        ledger.close();
        archive.close();
        lease.giveBack(LEASE);
    }
}
