package io.cuantovale.cleaning.cleaning.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.contracts.event.PhotoRef;
import io.cuantovale.domain.BuildingType;
import io.cuantovale.domain.GroupKey;
import io.cuantovale.domain.PriceBands;
import io.cuantovale.domain.PropertyFacts;
import io.cuantovale.domain.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchTest {
    private static final int LISTINGS = 3_000;

    @TempDir
    Path folder;

    @Test
    void theSameListingsInAnotherOrderGiveTheSameHashAndTheSameBytes() throws SQLException, IOException {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, LISTINGS).boxed().toList());
        Path first = folder.resolve("first.parquet");
        String hash = freeze(order, new Split(42), first);
        Collections.shuffle(order, new Random(7));
        Path second = folder.resolve("second.parquet");

        assertThat(freeze(order, new Split(42), second)).isEqualTo(hash);
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        assertThat(freeze(order, new Split(43), folder.resolve("third.parquet")))
                .as("another seed puts listings into other parts")
                .isNotEqualTo(hash);
    }

    @Test
    void laterOffsetsReplaceAndRemovalsRemove() throws SQLException {
        try (Workbench workbench = workbench(new Split(42))) {
            workbench.add(listing("a", 100_000, null), "c-1", 0, 10);
            workbench.add(listing("b", 100_000, null), "c-2", 0, 11);
            workbench.add(listing("a", 250_000, null), "c-3", 0, 12);
            workbench.remove("test:b", 0, 13);
            workbench.settle();
            assertThat(workbench.rows(
                            "select listing || ' ' || price_usd::bigint || ' ' || correlation_id from dataset",
                            row -> row.getString(1)))
                    .containsExactly("test:a 250000 c-3");
        }
    }

    @Test
    void newRowsAreThoseWhoseFactsPriceOrPhotoDiffer() throws SQLException {
        PhotoRef photo = new PhotoRef("a".repeat(64), "photos/aa/a", "image/jpeg", 1);
        Path earlier = folder.resolve("earlier.parquet");
        try (Workbench workbench = workbench(new Split(42))) {
            for (String id : List.of("same", "price", "photo")) {
                workbench.add(listing(id, 100_000, null), "c", 0, id.length());
            }
            workbench.settle();
            workbench.writeParquet(earlier);
        }
        try (Workbench workbench = workbench(new Split(42))) {
            workbench.add(listing("same", 100_000, null), "another correlation", 0, 20);
            workbench.add(listing("price", 100_001, null), "c", 0, 21);
            workbench.add(listing("photo", 100_000, photo), "c", 0, 22);
            workbench.add(listing("new", 100_000, null), "c", 0, 23);
            workbench.settle();
            assertThat(workbench.newRowsSince(earlier)).isEqualTo(3);
        }
    }

    @Test
    void theDescriptionIsExact() throws SQLException {
        try (Workbench workbench = workbench(new Split(42))) {
            workbench.add(listing("a", 90_000, null), "c", 0, 1);
            workbench.add(listing("b", 100_001, null), "c", 0, 2);
            workbench.add(listing("c", 100_001, null), "c", 0, 3);
            workbench.add(listing("d", 900_000, null), "c", 0, 4);
            workbench.settle();
            DatasetDescription description = new DatasetDescription(workbench);
            assertThat(description.rows()).isEqualTo(4);
            assertThat(description.groups()).as("b and c repeat each other").isEqualTo(3);
            assertThat(description.parts().values().stream().mapToLong(n -> n).sum())
                    .isEqualTo(4);
            assertThat(description.classes(PriceBands.DEFAULT))
                    .extracting(DatasetManifest.ClassCount::rows)
                    .containsExactly(1L, 2L, 0L, 1L);
            Map<String, DatasetManifest.ColumnStatistics> statistics = description.statistics().stream()
                    .collect(Collectors.toMap(DatasetManifest.ColumnStatistics::column, s -> s));
            assertThat(statistics.get("price_usd").q50()).isEqualTo(100_001);
            assertThat(statistics.get("price_usd").distinct()).isEqualTo(3);
            assertThat(statistics.get("photo_key").nulls()).isEqualTo(4);
            assertThat(statistics.get("location").mean()).isNull();
        }
    }

    private String freeze(List<Integer> order, Split split, Path parquet) throws SQLException {
        try (Workbench workbench = workbench(split)) {
            for (int i : order) {
                workbench.add(listing("" + i, 50_000 + i * 100L, null), "c-" + i, i % 4, i);
            }
            workbench.settle();
            workbench.writeParquet(parquet);
            return ContentHash.of(workbench);
        }
    }

    private Workbench workbench(Split split) throws SQLException {
        return new Workbench("128MB", folder, split);
    }

    private static ListingCleaned listing(String id, long price, @Nullable PhotoRef photo) {
        PropertyFacts facts = new PropertyFacts(51, 2, 1, BuildingType.APARTMENT, "montevideo", "montevideo/pocitos");
        return new ListingCleaned(
                "test",
                id,
                "event-" + id,
                Instant.parse("2023-06-05T20:16:58.597788Z"),
                "1-test",
                facts.areaM2(),
                facts.rooms(),
                facts.bathrooms(),
                facts.buildingType().id(),
                facts.department(),
                facts.location(),
                price,
                photo,
                GroupKey.of(facts, price),
                List.of());
    }
}
