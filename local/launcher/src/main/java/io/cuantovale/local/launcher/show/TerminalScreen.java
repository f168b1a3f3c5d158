package io.cuantovale.local.launcher.show;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Finished stages as lines that stay, the present one as a line that is redrawn with a bar. */
public final class TerminalScreen implements Screen {
    private static final int BAR = 24;
    private static final Duration REDRAW = Duration.ofMillis(100);

    private final PrintStream out;
    private final Clock clock;
    private final int columns;
    private final Glyphs glyphs;
    private String stage = "";
    private Instant started = Instant.EPOCH;
    private Instant drawn = Instant.EPOCH;
    private int turn;
    private boolean open;

    /**
     * @param columns the terminal's width in characters
     * @param glyphs how things are drawn: colours or none, Unicode or ASCII
     */
    public TerminalScreen(PrintStream out, Clock clock, int columns, Glyphs glyphs) {
        this.out = out;
        this.clock = clock;
        this.columns = Math.max(40, columns);
        this.glyphs = glyphs;
    }

    @Override
    public synchronized void start(String stage) {
        this.stage = stage;
        started = clock.instant();
        drawn = Instant.EPOCH;
        progress(0, 0, "");
    }

    @Override
    public synchronized void progress(long done, long total, String text) {
        Instant now = clock.instant();
        if (Duration.between(drawn, now).compareTo(REDRAW) < 0) {
            return;
        }
        drawn = now;
        StringBuilder line = new StringBuilder(glyphs.spinner(turn++)).append(' ');
        line.append(String.format("%-9s ", stage));
        if (total > 0) {
            line.append(glyphs.bar(BAR, (double) Math.min(done, total) / total))
                    .append(' ')
                    .append(Words.count(done))
                    .append('/')
                    .append(Words.count(total))
                    .append(' ');
        }
        line.append(text).append("  ").append(Words.duration(Duration.between(started, now)));
        clear();
        out.print(line.length() >= columns ? line.substring(0, columns - 1) : line);
        out.flush();
        open = true;
    }

    @Override
    public synchronized void note(String text) {
        line("    " + glyphs.faint(text));
        drawn = Instant.EPOCH;
    }

    @Override
    public synchronized void done(String text) {
        String took = Words.duration(Duration.between(started, clock.instant()));
        line(glyphs.good() + " " + String.format("%-9s ", stage) + indent(text) + "  " + glyphs.faint(took));
    }

    @Override
    public synchronized void fail(String text) {
        line(glyphs.bad() + " " + String.format("%-9s ", stage) + indent(text));
    }

    @Override
    public synchronized void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    private static String indent(String text) {
        return text.replace("\n", "\n" + " ".repeat(12));
    }

    private void clear() {
        if (open) {
            out.print("\r\033[K");
            open = false;
        }
    }
}
