package io.cuantovale.local.launcher.cli;

import io.cuantovale.local.launcher.check.CheckFailure;
import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.process.Running;
import io.cuantovale.local.launcher.process.Services;
import io.cuantovale.local.launcher.process.Stopper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether an earlier {@code up} is still there; leftovers of one that was killed are cleared away. */
final class AlreadyRunning {
    private final Context context;
    private final Stopper stopper;

    AlreadyRunning(Context context, Stopper stopper) {
        this.context = context;
        this.stopper = stopper;
    }

    /**
     * @param locked whether another up holds the lock
     * @return true if the product runs, or is being started, with the same data: its status was shown
     * @throws CheckFailure if it runs with other data
     */
    boolean isSo(Services services, DataRoot wanted, boolean locked) {
        List<Running> alive = context.folder().alive();
        Optional<Running> launcher = context.folder().alive(Running.LAUNCHER);
        boolean starting = launcher.isPresent() || locked;
        boolean complete = services.parts().stream()
                .allMatch(part -> context.folder().alive(part.id()).isPresent());
        if (alive.isEmpty() && !starting) {
            return false;
        }
        if (!starting && !complete) {
            List<String> stopped = stopper.stopParts();
            context.screen().line("Stopped what an earlier up had left behind: " + String.join(", ", stopped) + ".");
            return false;
        }
        requireSameData(alive, wanted);
        context.screen()
                .line("Already " + (complete ? "running" : "starting")
                        + launcher.map(l -> " (up has process id " + l.stamp().pid() + ")")
                                .orElse("")
                        + ". ./cuantovale down stops it.");
        new StatusReport(context).print(System.out);
        return true;
    }

    private static void requireSameData(List<Running> alive, DataRoot wanted) {
        for (Running running : alive) {
            if (!Path.of(running.data()).equals(wanted.dir())) {
                throw new CheckFailure("cuantovale runs with other data, kept in " + running.data() + " (expected: "
                        + wanted.dir() + "). Stop it first: ./cuantovale down");
            }
        }
    }

    /** The parts that run. */
    static List<Part> parts(Context context) {
        return List.of(Part.values()).stream()
                .filter(part -> context.folder().alive(part.id()).isPresent())
                .toList();
    }
}
