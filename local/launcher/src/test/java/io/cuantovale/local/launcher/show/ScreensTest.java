package io.cuantovale.local.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreensTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final HandClock clock = new HandClock();

    @Test
    void plainLinesMoveNoCursorAndUseNoColour() {
        PlainScreen screen = new PlainScreen(out, clock);
        screen.start("Crawl");
        screen.progress(1, 10, "pages");
        clock.forward(Duration.ofSeconds(6));
        screen.progress(7, 10, "pages");
        screen.progress(8, 10, "pages");
        screen.done("10 pages");
        assertThat(text())
                .isEqualTo("Crawl     ...\nCrawl     7/10 pages\nCrawl     ok: 10 pages (6.0 s)\n")
                .doesNotContain("\r", "\033");
    }

    @Test
    void aTerminalSeesABarThatIsRedrawnInPlace() {
        TerminalScreen screen = new TerminalScreen(out, clock, 100, new Glyphs(false, true));
        screen.start("Crawl");
        clock.forward(Duration.ofSeconds(1));
        screen.progress(5, 10, "pages");
        assertThat(text()).contains("\r\033[K").contains("████████████░░░░░░░░░░░░ 5/10 pages");
        screen.done("10 pages");
        assertThat(text()).endsWith("\r\033[K✔ Crawl     10 pages  1.0 s\n");
    }

    @Test
    void aLineIsNeverLongerThanTheTerminal() {
        TerminalScreen screen = new TerminalScreen(out, clock, 60, new Glyphs(false, true));
        screen.start("Clean");
        bytes.reset();
        clock.forward(Duration.ofSeconds(1));
        screen.progress(5, 10, "x".repeat(200));
        assertThat(text().replace("\r\033[K", "")).hasSize(59);
    }

    @Test
    void noColorAndAnAsciiLocaleAreObeyed() {
        assertThat(Glyphs.of(Map.of("NO_COLOR", "1", "LANG", "C.UTF-8"))).isEqualTo(new Glyphs(false, true));
        assertThat(Glyphs.of(Map.of("LANG", "C"))).isEqualTo(new Glyphs(true, false));
        assertThat(new Glyphs(false, false).good()).isEqualTo("ok");
    }

    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(Words.count(21408)).isEqualTo("21 408");
        assertThat(Words.count(1, "page")).isEqualTo("1 page");
        assertThat(Words.bytes(2_500_000_000L)).isEqualTo("2.5 GB");
        assertThat(Words.duration(Duration.ofSeconds(80))).isEqualTo("1 min 20 s");
        assertThat(Words.byCount(Map.of("b", 2L, "a", 2L, "c", 9L))).isEqualTo("c 9, a 2, b 2");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
