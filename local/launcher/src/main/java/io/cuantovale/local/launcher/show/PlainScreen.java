package io.cuantovale.local.launcher.show;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One line after another, for pipes, logs and continuous integration: no cursor movement, no colours. */
public final class PlainScreen implements Screen {
    /** A progress line at most this often. */
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintStream out;
    private final Clock clock;
    private String stage = "";
    private String lastText = "";
    private Instant started = Instant.EPOCH;
    private Instant lastShown = Instant.EPOCH;

    public PlainScreen(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void start(String stage) {
        this.stage = stage;
        started = clock.instant();
        lastShown = started;
        lastText = "";
        print(stage, "...");
    }

    @Override
    public synchronized void progress(long done, long total, String text) {
        Instant now = clock.instant();
        String shown = total > 0 ? Words.count(done) + "/" + Words.count(total) + " " + text : text;
        if (!shown.equals(lastText) && Duration.between(lastShown, now).compareTo(EVERY) >= 0) {
            print(stage, shown);
            lastShown = now;
            lastText = shown;
        }
    }

    @Override
    public synchronized void note(String text) {
        print(stage, text);
        // A stage that tells its steps needs no progress lines between them.
        lastShown = clock.instant().plus(EVERY.multipliedBy(3));
    }

    @Override
    public synchronized void done(String text) {
        print(stage, "ok: " + text + " (" + Words.duration(Duration.between(started, clock.instant())) + ")");
    }

    @Override
    public synchronized void fail(String text) {
        print(stage, "FAILED: " + text);
    }

    @Override
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    private void print(String stage, String text) {
        String lines = text.replace("\n", "\n" + " ".repeat(10));
        line(String.format("%-9s %s", stage, lines));
    }
}
