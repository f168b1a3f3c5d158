package io.cuantovale.scraper.crawl.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.scraper.crawl.table.TableFile.Line;
import io.cuantovale.scraper.crawl.table.TableFile.Row;
import io.cuantovale.scraper.crawl.table.TableFile.Skipped;
import io.cuantovale.testkit.TestData;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
    private static final String HEADER = "foreign_id,title,price,photo\n";

    @TempDir
    Path dir;

    @Test
    void mapsColumnsByNameWhateverTheirPlaceAndLanguage() throws Exception {
        List<Line> lines = read("Precio;Dormitorios;Baños;Código;Teléfono del dueño\n100000;2;1;77;099123456\n");
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(((Row) line).values())
                        .containsOnly(
                                java.util.Map.entry("price", "100000"),
                                java.util.Map.entry("rooms", "2"),
                                java.util.Map.entry("bathrooms", "1"),
                                java.util.Map.entry("foreign_id", "77")));
    }

    @Test
    void tellsARepeatedHeaderAndBrokenLinesWithNumberAndReasonAndLosesNothingElse() throws Exception {
        List<Line> lines = read(HEADER
                + "1,Casa,100,\n" // 2
                + HEADER // 3
                + "2,Casa,100\n" // 4: a field is missing
                + "\n" // 5: blank
                + ",Casa,100,\n" // 6: no id
                + "3,\"Casa, con \"\"vista\"\"\",100,\n" // 7
                + "4,\"Casa sin fin,100,\n" // 8: never closed
                + "5,\"Casa\nen dos líneas\",100,\n" // 9, 10
                + "6,Casa 5\" de caño,100,\n" // 11: a quote within a field is a letter
                + "7,\"Casa\"x,100,\n" // 12: text after a closing quote
                + "8,Casa,100,x.jpg"); // 13: no line break at the end
        assertThat(lines.stream()
                        .filter(Row.class::isInstance)
                        .map(l -> ((Row) l).values().get("foreign_id")))
                .containsExactly("1", "3", "5", "6", "8");
        assertThat(lines.stream().filter(Row.class::isInstance).map(Line::number))
                .containsExactly(2L, 7L, 9L, 11L, 13L);
        assertThat(lines.stream().filter(Skipped.class::isInstance))
                .containsExactly(
                        new Skipped(3, "the header again", "foreign_id,title,price,photo"),
                        new Skipped(4, "3 fields (expected: 4)", "2,Casa,100"),
                        new Skipped(6, "no foreign_id", ",Casa,100,"),
                        new Skipped(8, "text after a closing quote", "4,\"Casa sin fin,100,"),
                        new Skipped(12, "text after a closing quote", "7,\"Casa\"x,100,"));
        assertThat(((Row) lines.get(6)).values()).containsEntry("title", "Casa\nen dos líneas");
    }

    @Test
    void aQuoteThatNothingClosesSpoilsOneLineOnly() throws Exception {
        List<Line> lines = read(HEADER + "1,\"Casa,100,\n2,Casa,100,\n3,Casa,100,\n");
        assertThat(lines).element(0).isEqualTo(new Skipped(2, "a quote is never closed", "1,\"Casa,100,"));
        assertThat(lines).hasSize(3).element(2).extracting(Line::number).isEqualTo(4L);
    }

    @Test
    void aLineThatIsTooLongIsSkipped() throws Exception {
        List<Line> lines = read(HEADER + "1," + "x".repeat(70_000) + ",100,\n2,Casa,100,\n");
        assertThat(((Skipped) lines.getFirst()).reason()).isEqualTo("longer than 65536 characters");
        assertThat(lines).hasSize(2);
    }

    @Test
    void readsUtf8WithByteOrderMarkLatinAndUtf16() throws Exception {
        for (var form : List.of(
                new Object[] {StandardCharsets.UTF_8, ""},
                new Object[] {StandardCharsets.UTF_8, "\ufeff"},
                new Object[] {StandardCharsets.ISO_8859_1, ""},
                new Object[] {StandardCharsets.UTF_16LE, "\ufeff"})) {
            Path file = dir.resolve("table.csv");
            Files.writeString(file, form[1] + HEADER + "1,Cordón y Peñarol,100,\n", (Charset) form[0]);
            assertThat(lines(file))
                    .singleElement()
                    .satisfies(line -> assertThat(((Row) line).values())
                            .containsEntry("title", "Cordón y Peñarol")
                            .containsEntry("foreign_id", "1"));
        }
    }

    @Test
    void aFileWithoutAnIdColumnIsRefusedByName() {
        assertThatThrownBy(() -> read("a,b\n1,2\n"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageContaining("header: a,b (expected: a column foreign_id or id");
        assertThatThrownBy(() -> read("")).hasMessageContaining("empty (expected: a header and lines)");
    }

    @Test
    void readsTheRawScrapeAndItsTwoRepeatedHeaders() throws Exception {
        List<Line> lines = lines(TestData.gallitoRawScrape());
        assertThat(lines.stream().filter(Row.class::isInstance)).hasSize(139);
        assertThat(lines.stream().filter(Skipped.class::isInstance))
                .hasSize(2)
                .allSatisfy(l -> assertThat(((Skipped) l).reason()).isEqualTo("the header again"));
    }

    private List<Line> read(String text) throws IOException, InterruptedException {
        Path file = dir.resolve("table.csv");
        Files.writeString(file, text);
        return lines(file);
    }

    private static List<Line> lines(Path file) throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        new TableFile(file, 65_536).read(lines::add);
        return lines;
    }
}
