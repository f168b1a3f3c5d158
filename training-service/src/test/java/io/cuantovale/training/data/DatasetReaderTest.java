package io.cuantovale.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderTest {
    @TempDir
    Path folder;

    private Path parquet;

    @BeforeEach
    void write() throws SQLException {
        parquet = folder.resolve("it's data.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("create table t as select * from (values"
                    + " ('s:2', 'g2', 'test', timestamp '2026-01-02', null, null, 5, 'b'),"
                    + " ('s:1', 'g1', 'train', timestamp '2026-01-01', 'photos/aa/aa', 'aa', null, null))"
                    + " v(listing, group_key, part, scraped_at, photo_key, photo_sha256, n, word)");
            statement.execute("copy t to '" + parquet.toString().replace("'", "''") + "' (format parquet)");
        }
    }

    @Test
    void rowsComeInTheOrderOfTheirListingWithMissingValuesMarked() {
        Table table = DatasetReader.read(parquet, List.of("n"), List.of("word"));
        assertThat(table.listing()).containsExactly("s:1", "s:2");
        assertThat(table.number("n", 0)).isNaN();
        assertThat(table.number("n", 1)).isEqualTo(5);
        assertThat(table.text("word", 0)).isNull();
        assertThat(table.rows("test")).containsExactly(1);
        assertThat(EncodedRows.photoKeys(table)).containsEntry("aa", "photos/aa/aa");
        assertThat(table.scrapedAt()[1] - table.scrapedAt()[0]).isEqualTo(86_400_000);
    }

    @Test
    void missingColumnsAreNamed() {
        assertThatThrownBy(() -> DatasetReader.read(parquet, List.of("n", "weight"), List.of()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("(expected: also [weight], as the task file names them)");
    }
}
