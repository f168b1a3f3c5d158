package io.cuantovale.local.launcher.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process and no other: its id with the moment it began, so that a recycled id is never taken for it.
 *
 * @param pid the process id
 * @param startTicks field 22 of {@code /proc/PID/stat}: clock ticks from boot to the process's start
 * @param bootId the kernel's id of this boot: ticks of an earlier one mean nothing
 */
public record ProcessStamp(long pid, long startTicks, String bootId) {
    private static final Path PROC = Path.of("/proc");
    /** Of the fields after the command's name: field 22 of the whole line. */
    private static final int START_TICKS = 19;

    /** The stamp of a process that runs now; empty if there is none. */
    public static Optional<ProcessStamp> of(long pid) {
        return of(PROC, pid);
    }

    static Optional<ProcessStamp> of(Path proc, long pid) {
        try {
            String stat = Files.readString(proc.resolve(pid + "/stat"));
            // The name may hold blanks and brackets: count from the last bracket.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Optional.empty();
            }
            String boot =
                    Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
            return Optional.of(new ProcessStamp(pid, Long.parseLong(fields[START_TICKS]), boot));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether this very process still runs. */
    @JsonIgnore
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /**
     * Asks the process to end.
     *
     * @param force whether to kill it
     * @return false if it no longer runs, or if its id belongs to another process by now: nothing was done
     */
    public boolean signal(boolean force) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isEmpty() || !isAlive()) {
            return false;
        }
        return force ? handle.get().destroyForcibly() : handle.get().destroy();
    }
}
