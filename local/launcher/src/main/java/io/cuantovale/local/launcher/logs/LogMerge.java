package io.cuantovale.local.launcher.logs;

import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What all services logged about one listing or request, in the order in which it happened. */
public final class LogMerge {
    private final DataRoot data;

    public LogMerge(DataRoot data) {
        this.data = data;
    }

    /**
     * Finds all lines of a correlation id. Also takes what people have at hand instead, a listing such as
     * {@code gallito:23867563} or a prediction id: then all lines with the correlation ids of the lines that name it.
     */
    public List<LogLine> find(String id) {
        Set<String> ids = new HashSet<>(Set.of(id));
        eachLine(id, line -> {
            if (!line.correlationId().isEmpty()) {
                ids.add(line.correlationId());
            }
        });
        List<LogLine> found = new ArrayList<>();
        for (String wanted : ids) {
            eachLine(wanted, line -> {
                if (belongs(line, ids)) {
                    found.add(line);
                }
            });
        }
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(LogLine::at))
                .toList();
    }

    private static boolean belongs(LogLine line, Set<String> ids) {
        return ids.contains(line.correlationId()) || ids.stream().anyMatch(line.message()::contains);
    }

    private void eachLine(String containing, Consumer<LogLine> action) {
        for (Part part : Part.values()) {
            Path log = data.log(part);
            for (Path file : List.of(log.resolveSibling(log.getFileName() + ".1"), log)) {
                if (Files.exists(file)) {
                    read(part, file, containing, action);
                }
            }
        }
    }

    private static void read(Part part, Path file, String containing, Consumer<LogLine> action) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains(containing)) {
                    action.accept(LogLine.parse(part.id(), line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
