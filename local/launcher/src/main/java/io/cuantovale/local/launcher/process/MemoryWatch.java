package io.cuantovale.local.launcher.process;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Measures the sum of PSS of the launcher and everything it started, once a second, and keeps the peak. */
public final class MemoryWatch implements AutoCloseable {
    private static final long EVERY_MS = 1000;

    private final RunFolder folder;
    private final AtomicLong peak = new AtomicLong();
    private final Thread thread;

    public MemoryWatch(RunFolder folder) {
        this.folder = folder;
        this.thread = Thread.ofPlatform().daemon().name("memory-watch").start(this::measure);
    }

    /** The largest sum so far, in bytes. */
    public long peak() {
        return peak.get();
    }

    /** The sum now, in bytes. */
    public static long now(RunFolder folder) {
        Set<Long> pids = new HashSet<>();
        pids.add(ProcessHandle.current().pid());
        folder.alive().forEach(running -> pids.add(running.stamp().pid()));
        return Memory.pssWithChildren(pids);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void measure() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                peak.accumulateAndGet(now(folder), Math::max);
                Thread.sleep(EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
