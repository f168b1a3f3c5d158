package io.cuantovale.domain.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.cuantovale.domain.location.LocationCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The rules on listings as a portal held them; the data lie beside the checkout. */
class RealListingsTest {
    private static final Map<String, String> TABLE_COLUMNS = Map.of(
            "area_m2", "area",
            "rooms", "rooms",
            "bathrooms", "bathrooms",
            "building_type", "building_type",
            "department", "department",
            "location", "location",
            "price_usd", "price");

    @Test
    void fiftyOneOfSeventyScrapedListingsCleanAndTheOthersSayWhy() throws IOException {
        ListingCleaner cleaner = new ListingCleaner(
                new PropertyRules(PropertyLimits.DEFAULT, LocationCatalogue.of(portalLocations())), null);
        Map<String, RawFacts> listings = new LinkedHashMap<>();
        for (Map<String, String> row : rows("raw-scrape-2023-06-05.csv")) {
            if (!"title".equals(row.get("title"))) { // the header stands again in the middle of the file
                listings.put(row.get("foreign_id"), new RawFacts(row));
            }
        }

        Map<Boolean, List<CleaningResult>> results = listings.values().stream()
                .map(cleaner::clean)
                .collect(Collectors.partitioningBy(CleaningResult.Cleaned.class::isInstance));
        Map<String, Long> reasons = results.get(false).stream()
                .flatMap(r -> ((CleaningResult.Rejected) r).reasons().stream())
                .collect(Collectors.groupingBy(Reason::code, Collectors.counting()));

        assertThat(listings.keySet()).hasSize(70);
        assertThat(results.get(true)).hasSize(51);
        assertThat(reasons)
                .isEqualTo(Map.of(
                        "area-out-of-range", 10L,
                        "area-unit-unknown", 2L,
                        "price-out-of-range", 1L,
                        "unknown-location", 6L,
                        "ambiguous-location", 2L));
    }

    @Test
    void everyRowOfTheCleanedTableWithAPriceInRangeCleansWithTheBuiltInCatalogue() throws IOException {
        ListingCleaner cleaner = new ListingCleaner(PropertyRules.standard(), null);
        List<Map<String, String>> rows = rows("listings.csv");
        long outOfRange = 0;
        for (Map<String, String> row : rows) {
            CleaningResult result = cleaner.clean(named(row));
            if (Long.parseLong(row.get("price_usd")) < PropertyLimits.DEFAULT.minPriceUsd()) {
                outOfRange++;
                assertThat(result)
                        .isInstanceOfSatisfying(
                                CleaningResult.Rejected.class,
                                r -> assertThat(r.reasons())
                                        .extracting(Reason::code)
                                        .containsExactly("price-out-of-range"));
            } else {
                assertThat(result).as("row %s", row).isInstanceOf(CleaningResult.Cleaned.class);
            }
        }
        assertThat(rows).hasSize(21_408);
        assertThat(outOfRange).isEqualTo(14);
    }

    private static RawFacts named(Map<String, String> row) {
        Map<String, String> facts = new LinkedHashMap<>();
        TABLE_COLUMNS.forEach((column, fact) -> facts.put(fact, row.get(column)));
        return new RawFacts(facts);
    }

    private static Map<String, List<String>> portalLocations() throws IOException {
        return new ObjectMapper().readValue(file("locations.json").toFile(), new TypeReference<>() {});
    }

    private static List<Map<String, String>> rows(String name) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file(name))) {
            csv.forEach(row -> rows.add(row.getFieldsAsMap()));
        }
        return rows;
    }

    private static Path file(String name) {
        String set = System.getenv().getOrDefault("CUANTOVALE_TEST_DATA", "");
        Path root = Path.of("").toAbsolutePath().getParent();
        Path file = (set.isBlank() ? root.resolve("../shared/data") : root.resolve(set))
                .resolve("gallito-2023")
                .resolve(name)
                .normalize();
        String missing = "real data: " + file + " is missing (expected: CUANTOVALE_TEST_DATA names its folder)";
        if (!Files.exists(file) && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(missing);
        }
        Assumptions.assumeTrue(Files.exists(file), missing);
        return file;
    }
}
