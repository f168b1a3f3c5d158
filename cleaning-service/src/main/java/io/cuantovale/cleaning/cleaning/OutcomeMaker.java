package io.cuantovale.cleaning.cleaning;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.contracts.event.ListingRejected;
import io.cuantovale.contracts.event.ListingScraped;
import io.cuantovale.contracts.event.PhotoRef;
import io.cuantovale.contracts.event.RawFact;
import io.cuantovale.domain.GroupKey;
import io.cuantovale.domain.cleaning.CleaningResult;
import io.cuantovale.domain.cleaning.ListingCleaner;
import io.cuantovale.domain.cleaning.RawFacts;
import io.cuantovale.domain.cleaning.Reason;
import io.cuantovale.domain.cleaning.ReasonCodes;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import io.cuantovale.kit.events.MalformedEventException;
import io.cuantovale.photo.PhotoDecoder;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives every scraped record exactly one outcome. */
@Singleton
public class OutcomeMaker {
    /** Dead-letter reason: the rules themselves failed on it. */
    static final String CLEANING_FAILED = "cleaning-failed";

    private static final Logger LOG = Logger.getLogger(OutcomeMaker.class);

    private final ListingCleaner cleaner;
    private final CoverPhotos photos;
    private final EventCodec codec;
    private final Events events;
    private final String cleaningVersion;

    OutcomeMaker(ListingCleaner cleaner, CoverPhotos photos, EventCodec codec, Events events) {
        this.cleaner = cleaner;
        this.photos = photos;
        this.codec = codec;
        this.events = events;
        this.cleaningVersion = cleaner.version() + "+" + PhotoDecoder.VERSION;
    }

    /** The version of the rules and of the photo decoder: equal versions give equal outcomes. */
    public String cleaningVersion() {
        return cleaningVersion;
    }

    /**
     * One outcome per record, in their order.
     *
     * @throws io.cuantovale.store.StoreException when photos cannot be looked at now; nothing is decided then
     */
    public List<Outcome> outcomes(Iterable<ConsumerRecord<String, byte[]>> records) {
        List<Draft> drafts = new ArrayList<>();
        records.forEach(record -> drafts.add(draft(record)));
        Map<String, CoverPhotos.Verdict> verdicts = photos.check(drafts.stream()
                .filter(draft -> draft.result instanceof CleaningResult.Cleaned)
                .flatMap(draft -> draft.cover().stream())
                .toList());
        return drafts.stream().map(draft -> finish(draft, verdicts)).toList();
    }

    /** A record between the rules and its photo: either a listing with a result, or dead. */
    private record Draft(
            ConsumerRecord<String, byte[]> record,
            EventContext cause,
            @Nullable ListingScraped listing,
            @Nullable CleaningResult result,
            @Nullable String dead,
            @Nullable String detail) {
        List<PhotoRef> cover() {
            return listing == null
                    ? List.of()
                    : listing.photos().stream().limit(1).toList();
        }
    }

    private Draft draft(ConsumerRecord<String, byte[]> record) {
        EventContext cause = Events.contextOf(record.headers());
        try {
            ListingScraped listing = codec.decode(record.value(), ListingScraped.class);
            return new Draft(record, cause, listing, cleaner.clean(new RawFacts(listing.facts())), null, null);
        } catch (MalformedEventException e) {
            return new Draft(record, cause, null, null, e.code(), e.detail());
        } catch (RuntimeException e) {
            // A defect of ours must cost one record, not the partition.
            LOG.errorf(e, "The rules failed on %s-%d@%d", record.topic(), record.partition(), record.offset());
            return new Draft(record, cause, null, null, CLEANING_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Outcome finish(Draft draft, Map<String, CoverPhotos.Verdict> verdicts) {
        try {
            if (draft.listing != null && draft.result instanceof CleaningResult.Cleaned cleaned) {
                return cleaned(draft, draft.listing, cleaned, verdicts);
            }
            if (draft.listing != null && draft.result instanceof CleaningResult.Rejected(List<Reason> reasons)) {
                return rejected(draft, draft.listing, reasons);
            }
            return dead(draft, String.valueOf(draft.dead), String.valueOf(draft.detail));
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "The outcome of %s cannot be written", draft.record.key());
            return dead(draft, CLEANING_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Outcome cleaned(
            Draft draft,
            ListingScraped listing,
            CleaningResult.Cleaned result,
            Map<String, CoverPhotos.Verdict> verdicts) {
        List<String> warnings = new ArrayList<>(result.warnings());
        PhotoRef photo = null;
        for (PhotoRef cover : draft.cover()) {
            switch (verdicts.getOrDefault(cover.sha256(), CoverPhotos.Verdict.NOT_STORED)) {
                case READABLE -> photo = cover;
                case UNREADABLE -> warnings.add(ReasonCodes.UNREADABLE_PHOTO);
                case NOT_STORED -> warnings.add(ReasonCodes.PHOTO_NOT_STORED);
            }
        }
        if (listing.photos().isEmpty() && listing.facts().containsKey(RawFact.PHOTO_ERROR)) {
            warnings.add(ReasonCodes.PHOTO_NOT_FETCHED);
        }
        ListingCleaned event = new ListingCleaned(
                listing.source(),
                listing.foreignId(),
                draft.cause.eventId(),
                listing.scrapedAt(),
                cleaningVersion,
                result.facts().areaM2(),
                result.facts().rooms(),
                result.facts().bathrooms(),
                result.facts().buildingType().id(),
                result.facts().department(),
                result.facts().location(),
                result.priceUsd(),
                photo,
                GroupKey.of(result.facts(), result.priceUsd()),
                warnings);
        EventContext context = EventContext.causedBy(draft.cause);
        return new Outcome.Cleaned(
                ScrapedPosition.mark(events.record(Topic.LISTINGS_CLEANED, event.key(), event, context), draft.record),
                context.correlationId(),
                "Cleaned " + event.key() + (warnings.isEmpty() ? "" : " with " + String.join(", ", warnings)),
                warnings);
    }

    private Outcome rejected(Draft draft, ListingScraped listing, List<Reason> reasons) {
        ListingRejected event = new ListingRejected(
                listing.source(),
                listing.foreignId(),
                draft.cause.eventId(),
                listing.scrapedAt(),
                cleaningVersion,
                reasons.stream()
                        .map(r -> new ListingRejected.Reason(r.code(), r.field(), r.value(), r.expected()))
                        .toList(),
                listing);
        EventContext context = EventContext.causedBy(draft.cause);
        return new Outcome.Rejected(
                events.record(Topic.LISTINGS_REJECTED, event.key(), event, context),
                context.correlationId(),
                "Rejected " + event.key() + ": "
                        + reasons.stream().map(Reason::message).collect(Collectors.joining("; ")),
                reasons.stream().map(Reason::code).toList());
    }

    private Outcome dead(Draft draft, String reason, String detail) {
        ConsumerRecord<String, byte[]> record = draft.record;
        return new Outcome.DeadLettered(
                DeadLetters.of(record, draft.cause, reason, detail),
                draft.cause.correlationId(),
                "Dead-lettered " + record.topic() + "-" + record.partition() + "@" + record.offset() + ": " + reason
                        + ": " + detail,
                reason);
    }
}
