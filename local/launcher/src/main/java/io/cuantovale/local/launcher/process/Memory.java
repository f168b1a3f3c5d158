package io.cuantovale.local.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Memory by the kernel's proportional set size: shared pages count once over all processes. */
public final class Memory {
    private Memory() {}

    /** The PSS of one process in bytes; 0 if it has ended or is not ours to see. */
    public static long pss(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .orElse(0L);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    /** The PSS in bytes of the given processes and all that they have started. */
    public static long pssWithChildren(Collection<Long> pids) {
        Set<Long> all = new HashSet<>(pids);
        for (long pid : pids) {
            ProcessHandle.of(pid).ifPresent(h -> h.descendants().forEach(child -> all.add(child.pid())));
        }
        return all.stream().mapToLong(Memory::pss).sum();
    }
}
