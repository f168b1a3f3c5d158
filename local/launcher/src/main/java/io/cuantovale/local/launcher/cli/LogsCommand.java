package io.cuantovale.local.launcher.cli;

import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.logs.LogLine;
import io.cuantovale.local.launcher.logs.LogMerge;
import io.cuantovale.local.launcher.logs.LogTail;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: one service's log, or one listing or request through all services. */
@Command(
        name = "logs",
        description = "Shows a service's log, or with --correlation one listing or request through all services.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "broker, portal, scraper, cleaning, training, inference or gateway.")
    private @Nullable String service;

    @Option(
            names = "--correlation",
            paramLabel = "ID",
            description = "A correlation id, a prediction id, or a listing as source:id.")
    private @Nullable String correlation;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines from the end (200).")
    private int lines = 200;

    @Option(names = "--raw", description = "As logged: JSON.")
    private boolean raw;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() {
        DataRoot data = Context.ofScript().currentData();
        if ((service == null) == (correlation == null)) {
            throw new IllegalArgumentException("logs (expected: a SERVICE, or --correlation ID)");
        }
        return correlation == null ? ofService(data, part(String.valueOf(service))) : ofCorrelation(data, correlation);
    }

    private int ofService(DataRoot data, Part part) {
        LogTail tail = new LogTail(data.log(part));
        List<String> last = tail.last(lines);
        if (last.isEmpty() && !follow) {
            System.err.println("No log of " + part.id() + " in " + data.logs() + " yet.");
            return 1;
        }
        show(part, last);
        while (follow) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            show(part, tail.more());
        }
        return 0;
    }

    private void show(Part part, List<String> texts) {
        ZoneId zone = ZoneId.systemDefault();
        texts.forEach(text ->
                System.out.println(raw ? text : LogLine.parse(part.id(), text).render(zone)));
    }

    private int ofCorrelation(DataRoot data, String id) {
        LogMerge merge = new LogMerge(data);
        Set<LogLine> shown = new HashSet<>();
        do {
            for (LogLine line : merge.find(id)) {
                if (shown.add(line)) {
                    System.out.println(line.render(ZoneId.systemDefault()));
                }
            }
            if (follow) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        } while (follow);
        if (shown.isEmpty()) {
            System.err.println(
                    "--correlation: " + id + " (expected: an id that occurs in a log in " + data.logs() + ")");
            return 1;
        }
        return 0;
    }

    private static Part part(String name) {
        String wanted = name.replace("-service", "").replace("demo-", "");
        return Arrays.stream(Part.values())
                .filter(part -> part.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("SERVICE: " + name + " (expected: one of "
                        + Arrays.stream(Part.values()).map(Part::id).collect(Collectors.joining(", ")) + ")"));
    }
}
