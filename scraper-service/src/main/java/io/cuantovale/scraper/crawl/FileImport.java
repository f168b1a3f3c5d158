package io.cuantovale.scraper.crawl;

import io.cuantovale.contracts.event.ListingScraped;
import io.cuantovale.contracts.event.PhotoRef;
import io.cuantovale.contracts.event.RawFact;
import io.cuantovale.scraper.crawl.Crawl.Progress;
import io.cuantovale.scraper.crawl.redact.Redactor;
import io.cuantovale.scraper.crawl.table.PhotoFolder;
import io.cuantovale.scraper.crawl.table.TableColumns;
import io.cuantovale.scraper.crawl.table.TableDates;
import io.cuantovale.scraper.crawl.table.TableFile;
import io.cuantovale.scraper.crawl.table.UnreadableTableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One run of an import. Lines go out in batches: when the broker has all of one, the position is kept, so that an
 * import that is cut off repeats one batch at most, with the same event ids.
 */
final class FileImport {
    private static final String PARSER = "table-1";

    private final Crawl crawl;
    private final CrawlTools tools;
    private final SkippedLines skippedLines;
    private final StopSignal signal;
    private final long maxListings;
    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();
    private final List<SkippedLines.Skipped> skipped = new ArrayList<>();
    private long emitted;
    private long photos;
    private long emittedInAll;

    FileImport(Crawl crawl, CrawlTools tools, SkippedLines skippedLines, StopSignal signal) {
        this.crawl = crawl;
        this.tools = tools;
        this.skippedLines = skippedLines;
        this.signal = signal;
        this.maxListings = crawl.maxListings() == null ? Long.MAX_VALUE : crawl.maxListings();
        this.emittedInAll = crawl.progress().listingsEmitted();
    }

    /** @throws CrawlEndedException if the file is no table of listings */
    void run() throws InterruptedException {
        Path file =
                Path.of(Objects.requireNonNull(crawl.location(), "location")).toAbsolutePath();
        Path folder = crawl.photos() == null ? file.resolveSibling("photos") : Path.of(crawl.photos());
        tools.folders().fault(file.toString(), Files::isRegularFile, "a file").ifPresent(expected -> {
            throw CrawlEndedException.failed("path: " + file + " (expected: " + expected + ")");
        });
        try {
            TableFile table = new TableFile(file, tools.imports().maxLineLength());
            tools.crawls().expect(crawl.id(), countRows(table));
            PhotoFolder photoFolder = new PhotoFolder(folder, tools.imports().maxPhotoBytes());
            table.read(line -> take(line, photoFolder));
            advance(Long.MAX_VALUE);
        } catch (IOException e) {
            throw CrawlEndedException.failed(file + ": " + e + " (expected: a readable file)");
        } catch (UnreadableTableException e) {
            throw CrawlEndedException.failed(String.valueOf(e.getMessage()));
        }
    }

    private long countRows(TableFile table) throws IOException, InterruptedException {
        long[] rows = new long[1];
        table.read(line -> {
            if (line instanceof TableFile.Row) {
                rows[0]++;
            }
            return rows[0] < maxListings;
        });
        return rows[0];
    }

    private boolean take(TableFile.Line line, PhotoFolder folder) throws InterruptedException {
        if (line.number() < crawl.nextLine()) {
            return true;
        }
        signal.check();
        switch (line) {
            case TableFile.Skipped(long number, String reason, String text) ->
                skipped.add(new SkippedLines.Skipped(number, reason, Redactor.fact(text)));
            case TableFile.Row row -> {
                ListingScraped listing = listing(row, folder);
                underWay.add(tools.send(listing, EventIds.of(crawl, listing.foreignId(), row.number())));
                emitted++;
                emittedInAll++;
            }
        }
        if (underWay.size() + skipped.size() >= tools.imports().batch()) {
            advance(line.number() + 1);
        }
        return emittedInAll < maxListings;
    }

    private void advance(long nextLine) throws InterruptedException {
        for (CompletableFuture<Void> sent : underWay) {
            CrawlTools.await(sent);
        }
        skippedLines.advance(
                crawl, nextLine, skipped, new Progress(0, emitted, emitted, null, photos, 0, skipped.size()));
        tools.metrics().emitted(crawl.portal(), "import", emitted);
        tools.metrics().skipped(crawl.portal(), skipped.size());
        underWay.clear();
        skipped.clear();
        emitted = 0;
        photos = 0;
    }

    private ListingScraped listing(TableFile.Row row, PhotoFolder folder) {
        Map<String, String> values = new HashMap<>(row.values());
        String foreignId = Objects.requireNonNull(values.remove(TableColumns.FOREIGN_ID));
        String url = values.remove(TableColumns.URL);
        String photo = values.remove(TableColumns.PHOTO);
        Map<String, String> facts = new HashMap<>();
        values.forEach((name, text) -> facts.put(
                name, name.equals(RawFact.TITLE) ? Redactor.text(text, Set.of(foreignId)) : Redactor.fact(text)));
        List<PhotoRef> refs = switch (folder.find(foreignId, photo)) {
            case PhotoFolder.Found.Photo(byte[] bytes, String type) -> {
                photos++;
                yield List.of(tools.shelf().photo(bytes, type));
            }
            case PhotoFolder.Found.Fault(String reason) -> {
                tools.metrics().photo("failed");
                facts.put(RawFact.PHOTO_ERROR, reason);
                yield List.of();
            }
            case PhotoFolder.Found.None _ -> List.of();
        };
        return new ListingScraped(
                crawl.portal(),
                foreignId,
                url == null ? null : Redactor.url(url),
                TableDates.read(values.get(RawFact.DATE)).orElse(crawl.requestedAt()),
                crawl.id(),
                PARSER,
                facts,
                refs,
                null);
    }
}
