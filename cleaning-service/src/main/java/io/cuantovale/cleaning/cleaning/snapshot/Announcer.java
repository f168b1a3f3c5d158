package io.cuantovale.cleaning.cleaning.snapshot;

import io.cuantovale.cleaning.messaging.KafkaClients;
import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jboss.logging.Logger;

/**
 * Tells of new datasets on {@code datasets.published}, at least once: what was stored but not told, because Kafka or
 * this process was away, is told in the next round.
 */
@Singleton
public class Announcer {
    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final int PATIENCE_S = 15;

    private final SnapshotTable table;
    private final KafkaClients clients;
    private final Events events;

    Announcer(SnapshotTable table, KafkaClients clients, Events events) {
        this.table = table;
        this.clients = clients;
        this.events = events;
    }

    /** Tells of every snapshot that is not told yet. */
    public synchronized void announce() {
        List<Snapshot> untold = table.unannounced();
        if (untold.isEmpty()) {
            return;
        }
        try (KafkaProducer<String, byte[]> producer = clients.producer("cleaning-datasets")) {
            for (Snapshot snapshot : untold) {
                DatasetPublished event = new DatasetPublished(
                        snapshot.task(),
                        snapshot.version(),
                        snapshot.contentHash(),
                        snapshot.key(),
                        snapshot.rows(),
                        snapshot.rowsWithPhoto(),
                        snapshot.newRows(),
                        snapshot.reason(),
                        snapshot.createdAt());
                producer.send(events.record(Topic.DATASETS_PUBLISHED, snapshot.task(), event, EventContext.start()))
                        .get(PATIENCE_S, TimeUnit.SECONDS);
                table.announced(snapshot);
                LOG.infof("Published dataset %s", snapshot.version());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("datasets.published: not told yet, will try again: %s", e.toString());
        }
    }
}
