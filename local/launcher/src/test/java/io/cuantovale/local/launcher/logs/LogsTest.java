package io.cuantovale.local.launcher.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    @TempDir
    Path dir;

    private DataRoot data;

    @BeforeEach
    void logs() throws Exception {
        data = new DataRoot("sample", dir, Optional.empty());
        data.create();
        Files.writeString(
                data.log(Part.CLEANING),
                line("2026-01-01T00:00:02Z", "corr-1", "cleaned gallito:7")
                        + line("2026-01-01T00:00:03Z", "corr-2", "cleaned gallito:8"));
        Files.writeString(
                data.log(Part.SCRAPER), "not json\n" + line("2026-01-01T00:00:01Z", "corr-1", "scraped gallito:7"));
        Files.writeString(
                data.log(Part.GATEWAY).resolveSibling("gateway.log.1"),
                line("2026-01-01T01:00:04+01:00", "corr-1", "predicted"));
    }

    @Test
    void oneListingIsFollowedThroughAllServicesInOrder() {
        assertThat(new LogMerge(data).find("corr-1"))
                .extracting(line -> line.service() + ": " + line.message())
                .containsExactly("scraper: scraped gallito:7", "cleaning: cleaned gallito:7", "gateway: predicted");
    }

    @Test
    void aListingsOwnIdLeadsToItsCorrelationId() {
        assertThat(new LogMerge(data).find("gallito:7"))
                .extracting(LogLine::message)
                .contains("predicted");
    }

    @Test
    void anUnknownIdHasNoLines() {
        assertThat(new LogMerge(data).find("corr-9")).isEmpty();
    }

    @Test
    void aLineReadsAsAPersonWouldWriteIt() {
        LogLine line = new LogMerge(data).find("corr-2").getFirst();
        assertThat(line.render(ZoneOffset.UTC)).isEqualTo("00:00:03.000 cleaning  INFO  Worker: cleaned gallito:8");
        assertThat(LogLine.parse("broker", "{broken").render(ZoneOffset.UTC)).endsWith("broker    {broken");
    }

    @Test
    void everyCauseOfAnErrorIsShownWithItsPlace() {
        String json = """
                {"timestamp":"2026-01-01T00:00:02Z","level":"ERROR","loggerName":"a.B","message":"failed","exception":
                {"exceptionType":"x.Outer","message":"outer","frames":[{"class":"a.C","method":"m","line":7}],
                "causedBy":{"exception":{"exceptionType":"x.Inner","message":"inner"}}}}""".replace("\n", "");
        assertThat(LogLine.parse("training", json).render(ZoneOffset.UTC))
                .isEqualTo(
                        "00:00:02.000 training  ERROR B: failed\n    x.Outer: outer\n        at a.C.m:7\n    x.Inner: inner");
    }

    @Test
    void theTailGivesTheEndAndThenWhatIsAdded() throws Exception {
        Path log = data.log(Part.BROKER);
        Files.writeString(log, "1\n2\n3\nha");
        LogTail tail = new LogTail(log);
        assertThat(tail.last(2)).containsExactly("2", "3");
        Files.writeString(log, "lf\n5\n", StandardOpenOption.APPEND);
        assertThat(tail.more()).containsExactly("half", "5");
        Files.writeString(log, "new\n");
        assertThat(tail.more()).containsExactly("new");
    }

    private static String line(String time, String correlationId, String message) {
        return "{\"timestamp\":\"" + time
                + "\",\"level\":\"INFO\",\"loggerName\":\"io.cuantovale.Worker\",\"message\":\"" + message
                + "\",\"mdc\":{\"correlation_id\":\"" + correlationId + "\"}}\n";
    }
}
