package io.cuantovale.local.launcher.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The end of a log file, and what is added to it later. */
public final class LogTail {
    private static final int BLOCK = 1 << 20;

    private final Path file;
    private long position;
    private String rest = "";

    public LogTail(Path file) {
        this.file = file;
    }

    /** The last lines, and from here on {@link #more()} gives what follows. */
    public List<String> last(int lines) {
        Deque<String> kept = new ArrayDeque<>();
        for (String line : more()) {
            kept.add(line);
            if (kept.size() > lines) {
                kept.remove();
            }
        }
        return new ArrayList<>(kept);
    }

    /** Whole lines added since the last call; starts over when the file was replaced by a shorter one. */
    public List<String> more() {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                position = 0;
                rest = "";
            }
            in.seek(position);
            byte[] block = new byte[BLOCK];
            for (int n = in.read(block); n > 0; n = in.read(block)) {
                position += n;
                String text = rest + new String(block, 0, n, StandardCharsets.UTF_8);
                int end = text.lastIndexOf('\n');
                if (end >= 0) {
                    lines.addAll(Arrays.asList(text.substring(0, end).split("\n", -1)));
                }
                rest = text.substring(end + 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return lines;
    }
}
