package io.cuantovale.cleaning.cleaning.snapshot;

import io.cuantovale.cleaning.cleaning.Outcome;
import io.cuantovale.cleaning.cleaning.OutcomeMaker;
import io.cuantovale.cleaning.cleaning.archive.ScrapedArchive;
import io.cuantovale.cleaning.config.CleaningConfig;
import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.domain.Split;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.Events;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes a dataset again from the archived scraped listings, to prove that its version can be traced to them. */
@Singleton
public class Rebuild {
    private final ScrapedArchive archive;
    private final OutcomeMaker maker;
    private final EventCodec codec;
    private final CleaningConfig.Snapshots config;

    Rebuild(ScrapedArchive archive, OutcomeMaker maker, EventCodec codec, CleaningConfig config) {
        this.archive = archive;
        this.maker = maker;
        this.codec = codec;
        this.config = config.snapshots();
    }

    /**
     * What making it again came to.
     *
     * @param contentHash of the version
     * @param rebuiltHash of the rows made again
     * @param cleaningVersion that cleaned the version
     * @param presentCleaningVersion that cleaned them again; where it differs, so may the hashes
     */
    public record Verification(
            String version,
            String contentHash,
            String rebuiltHash,
            long rows,
            long rebuiltRows,
            String cleaningVersion,
            String presentCleaningVersion,
            boolean equal) {}

    /** Replays the archive up to the version's offsets under the present rules. Blocking. */
    public Verification verify(DatasetManifest manifest) {
        archive.follow();
        try (WorkFolder folder = WorkFolder.in(config.workFolder().map(Path::of));
                Workbench workbench =
                        new Workbench(config.memoryLimit(), folder.path(), new Split(manifest.splitSeed()))) {
            archive.replay(manifest.scrapedOffsets(), records -> add(workbench, records));
            workbench.settle();
            String hash = ContentHash.of(workbench);
            return new Verification(
                    manifest.version(),
                    manifest.contentHash(),
                    hash,
                    manifest.rows(),
                    new DatasetDescription(workbench).rows(),
                    manifest.cleaningVersion(),
                    maker.cleaningVersion(),
                    hash.equals(manifest.contentHash()));
        } catch (SQLException e) {
            throw new IllegalStateException("rebuild: the embedded database failed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("rebuild: the work folder failed", e);
        }
    }

    private void add(Workbench workbench, List<ConsumerRecord<String, byte[]>> records) {
        List<Outcome> outcomes = maker.outcomes(records);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Cleaned cleaned) {
                ConsumerRecord<String, byte[]> scraped = records.get(i);
                try {
                    workbench.add(
                            codec.decode(cleaned.message().value(), ListingCleaned.class),
                            Events.contextOf(cleaned.message().headers()).correlationId(),
                            scraped.partition(),
                            scraped.offset());
                } catch (SQLException e) {
                    throw new IllegalStateException("rebuild: the embedded database failed: " + e.getMessage(), e);
                }
            }
        }
    }
}
