package io.cuantovale.gateway.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cuantovale.kit.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A bounded waiting place for records on disk: segments of lines, the oldest given first, each deleted once it was
 * passed on. Survives a restart; a line that a crash cut is skipped.
 */
final class DiskSpool {
    private static final Logger LOG = Logger.getLogger(DiskSpool.class);
    private static final String PREFIX = "served-";
    private static final String SUFFIX = ".ndjson";

    private final Path folder;
    private final int capacity;
    private final int segmentSize;
    /** Records by segment number, in order. */
    private final TreeMap<Long, Integer> segments = new TreeMap<>();

    private int size;

    /**
     * A record that waits.
     *
     * @param headers texts by name
     */
    record Waiting(String topic, String key, Map<String, String> headers, byte[] value) {}

    /**
     * A segment that may be passed on.
     *
     * @param number identifies it to {@link #delete}
     */
    record Segment(long number, List<Waiting> records) {}

    /** Opens the spool and counts what an earlier process left. */
    DiskSpool(Path folder, int capacity) throws IOException {
        this.folder = folder;
        this.capacity = capacity;
        this.segmentSize = Math.max(1, Math.min(500, capacity / 4));
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
                    long number = Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
                    int lines = read(number).size();
                    segments.put(number, lines);
                    size += lines;
                }
            }
        }
    }

    /** Adds a record; false when the spool is full. */
    synchronized boolean add(Waiting waiting) throws IOException {
        if (size >= capacity) {
            return false;
        }
        long number = segments.isEmpty() ? 0 : segments.lastKey();
        // A segment that is full, or that may be under way, is not written to again.
        if (segments.isEmpty() || segments.get(number) >= segmentSize || segments.size() == 1) {
            number++;
        }
        Files.writeString(
                file(number),
                Json.mapper().writeValueAsString(waiting) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        segments.merge(number, 1, Integer::sum);
        size++;
        return true;
    }

    /** The oldest segment; empty when nothing waits. */
    synchronized Optional<Segment> oldest() throws IOException {
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(new Segment(segments.firstKey(), read(segments.firstKey())));
    }

    /** Forgets a segment that was passed on. */
    synchronized void delete(Segment segment) throws IOException {
        Files.deleteIfExists(file(segment.number()));
        Integer records = segments.remove(segment.number());
        size -= records == null ? 0 : records;
    }

    synchronized int size() {
        return size;
    }

    private List<Waiting> read(long number) throws IOException {
        List<Waiting> records = new ArrayList<>();
        for (String line : Files.readAllLines(file(number), StandardCharsets.UTF_8)) {
            try {
                records.add(Json.mapper().readValue(line, Waiting.class));
            } catch (JsonProcessingException e) {
                LOG.warnf("%s has a broken line, which is skipped: %s", file(number), e.getOriginalMessage());
            }
        }
        return records;
    }

    private Path file(long number) {
        return folder.resolve(PREFIX + "%012d".formatted(number) + SUFFIX);
    }
}
