package io.cuantovale.e2e.product;

import io.cuantovale.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A data folder as a reader would bring it: the real scrape with its photos, and a part of the real table. */
final class OwnListings {
    /** Enough to train on in a minute; the whole table is for the command line. */
    static final int TABLE_ROWS = 2_500;

    private OwnListings() {}

    static Path prepare() throws IOException {
        Path folder = Files.createTempDirectory("cuantovale-listings-");
        Files.createSymbolicLink(folder.resolve("raw-scrape.csv"), TestData.gallitoRawScrape());
        Files.createSymbolicLink(folder.resolve("photos"), TestData.gallitoPhotos());
        Files.createSymbolicLink(folder.resolve("locations.json"), TestData.gallitoLocations());
        try (Stream<String> lines = Files.lines(TestData.gallitoListings())) {
            List<String> some = lines.limit(TABLE_ROWS + 1).toList();
            Files.write(folder.resolve("listings.csv"), some);
        }
        return folder;
    }
}
