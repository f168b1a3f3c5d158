package io.cuantovale.local.launcher.process;

import io.cuantovale.local.launcher.config.Part;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Stops what was started and nothing else: services first, the broker when they have gone. */
public final class Stopper {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final RunFolder folder;
    private final Clock clock;

    public Stopper(RunFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Stops every part that is written down and still runs.
     *
     * @return the names of those that were running
     */
    public List<String> stopParts() {
        List<Part> order = new ArrayList<>(Arrays.asList(Part.values()));
        Collections.reverse(order);
        List<Running> services = new ArrayList<>();
        List<Running> broker = new ArrayList<>();
        for (Part part : order) {
            folder.alive(part.id()).ifPresent((part == Part.BROKER ? broker : services)::add);
        }
        stop(services);
        stop(broker);
        order.forEach(part -> folder.remove(part.id()));
        return java.util.stream.Stream.concat(services.stream(), broker.stream())
                .map(Running::name)
                .toList();
    }

    /** Asks a foreground {@code up} to end and waits for it; it stops its own services on the way. */
    public boolean stopLauncher() {
        List<Running> launcher =
                folder
                        .alive(Running.LAUNCHER)
                        .filter(l -> l.stamp().pid() != ProcessHandle.current().pid())
                        .stream()
                        .toList();
        stop(launcher, PATIENCE.multipliedBy(3));
        return !launcher.isEmpty();
    }

    private void stop(List<Running> processes) {
        stop(processes, PATIENCE);
    }

    private void stop(List<Running> processes, Duration patience) {
        processes.forEach(p -> p.stamp().signal(false));
        if (!await(patience, () -> processes.stream().noneMatch(Running::isAlive))) {
            processes.stream().filter(Running::isAlive).forEach(p -> p.stamp().signal(true));
            await(PATIENCE, () -> processes.stream().noneMatch(Running::isAlive));
        }
    }

    private boolean await(Duration atMost, BooleanSupplier condition) {
        Instant end = clock.instant().plus(atMost);
        while (!condition.getAsBoolean()) {
            if (clock.instant().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }
}
