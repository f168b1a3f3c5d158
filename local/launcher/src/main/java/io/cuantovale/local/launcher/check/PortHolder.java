package io.cuantovale.local.launcher.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the process that listens on a port, by Linux's {@code /proc}. */
public final class PortHolder {
    private static final String LISTEN = "0A";
    private static final int SHOWN_COMMAND = 90;

    private final Path proc;

    public PortHolder() {
        this(Path.of("/proc"));
    }

    PortHolder(Path proc) {
        this.proc = proc;
    }

    /** {@code process 123 (java -jar x.jar)}; empty if the process is not ours to see. */
    public Optional<String> describe(int port) {
        Set<String> sockets = listeningSockets(port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(proc)) {
            return entries.filter(p -> p.getFileName().toString().matches("\\d+"))
                    .filter(p -> holdsOneOf(p, sockets))
                    .findFirst()
                    .map(p -> "process " + p.getFileName() + " (" + command(p) + ")");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Set<String> listeningSockets(int port) {
        String suffix = String.format(":%04X", port);
        Set<String> found = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            try {
                for (String line : Files.readAllLines(proc.resolve(table))) {
                    // sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode
                    String[] words = line.strip().split("\\s+");
                    if (words.length > 9 && words[1].endsWith(suffix) && words[3].equals(LISTEN)) {
                        found.add("socket:[" + words[9] + "]");
                    }
                }
            } catch (IOException e) {
                // No such table: a machine without IPv6, or not Linux. The port is named without its holder.
                continue;
            }
        }
        return found;
    }

    private static boolean holdsOneOf(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            // Another user's process, or one that has just ended: not ours to name.
            return false;
        }
        return false;
    }

    private static String command(Path process) {
        try {
            String line = Files.readString(process.resolve("cmdline"))
                    .replace('\0', ' ')
                    .strip();
            return line.length() <= SHOWN_COMMAND ? line : line.substring(0, SHOWN_COMMAND) + " ...";
        } catch (IOException e) {
            return "command unknown";
        }
    }
}
