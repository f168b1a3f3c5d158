package io.cuantovale.local.launcher.test;

import io.cuantovale.local.launcher.config.Layout;
import io.cuantovale.local.launcher.show.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All tests of all modules, each stage with its minutes, and the count of executed tests in the last line. */
public final class TestRun {
    private static final Pattern SHOWN =
            Pattern.compile("\\[INFO] (Building .*\\[\\d+/\\d+]|Tests run: .*|--- .*spotless.*check.*)"
                    + "|\\[WARNING] +Tests run.*|\\[ERROR] .*");
    private static final Pattern SUMMARY =
            Pattern.compile("\\[INFO] (.+?) \\.*\\s*(SUCCESS|FAILURE) \\[ *([\\d:.]+) (s|min)]");

    private final Layout layout;
    private final PrintStream out;
    private final Clock clock;
    private final String maven;
    private final Map<String, Duration> stages = new LinkedHashMap<>();

    public TestRun(Layout layout, PrintStream out, Clock clock, String maven) {
        this.layout = layout;
        this.out = out;
        this.clock = clock;
        this.maven = maven;
    }

    /**
     * @param options further Maven options, for example {@code -pl domain}
     * @return 0 if all tests passed and, where {@code CI=true}, no required one was skipped
     */
    public int run(List<String> options) {
        Path log = layout.home().resolve("test.log");
        newLog(log);
        Command command = new Command(layout.root(), log);
        Instant began = clock.instant();
        Map<String, String> env = new LinkedHashMap<>(new TestEnvironment(layout, command, out::println).prepare());
        env.put("JAVA_HOME", System.getProperty("java.home"));
        stages.put("prepare", Duration.between(began, clock.instant()));
        TestReports reports = new TestReports(layout.root());
        reports.clear();
        List<String> line = new ArrayList<>(List.of(
                maven,
                "-B",
                "-ntp",
                "-Dstyle.color=never",
                "verify",
                "-Dmaven.test.failure.ignore=false",
                "--fail-at-end"));
        line.addAll(options);
        int status = command.run(line, env, this::show);
        return report(reports.read(), status, Duration.between(began, clock.instant()), log);
    }

    private int report(TestReports.Totals totals, int status, Duration took, Path log) {
        out.println();
        stages.forEach(
                (name, duration) -> out.printf(Locale.ROOT, "%6.1f min  %s%n", duration.toMillis() / 60_000.0, name));
        out.printf(Locale.ROOT, "%6.1f min  in all%n%n", took.toMillis() / 60_000.0);
        totals.failures().forEach(failure -> out.println("FAILED  " + failure));
        totals.skips().forEach(skip -> out.println("SKIPPED " + skip));
        boolean ci = "true".equalsIgnoreCase(System.getenv("CI"));
        boolean skipFails = ci && !totals.skips().isEmpty();
        if (skipFails) {
            out.println(
                    "CI=true: " + Words.count(totals.skips().size(), "required test") + " skipped (expected: none)");
        }
        if (status != 0) {
            out.println("Maven ended with status " + status + ". Whole output: " + layout.shown(log));
        }
        out.println(totals.line());
        return status == 0 && totals.failed() == 0 && totals.passed() > 0 && !skipFails ? 0 : 1;
    }

    void show(String line) {
        Matcher summary = SUMMARY.matcher(line);
        if (summary.matches()) {
            stages.put(summary.group(1), parse(summary.group(3), summary.group(4)));
        } else if (SHOWN.matcher(line).matches()) {
            out.println(line);
            out.flush();
        }
    }

    Map<String, Duration> stages() {
        return stages;
    }

    /** Maven writes {@code 4.711 s} and {@code 01:23 min}. */
    private static Duration parse(String number, String unit) {
        if (unit.equals("s")) {
            return Duration.ofMillis(Math.round(Double.parseDouble(number) * 1000));
        }
        String[] parts = number.split(":");
        return Duration.ofMinutes(Long.parseLong(parts[0])).plusSeconds(Long.parseLong(parts[1]));
    }

    private static void newLog(Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + log, e);
        }
    }
}
