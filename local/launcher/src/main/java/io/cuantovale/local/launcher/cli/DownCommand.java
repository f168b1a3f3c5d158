package io.cuantovale.local.launcher.cli;

import io.cuantovale.local.launcher.process.Running;
import io.cuantovale.local.launcher.process.Stopper;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code down}: stops everything that up started, and nothing else. */
@Command(name = "down", description = "Stops everything that up started, and nothing else. Data is kept.")
final class DownCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() {
        Context context = Context.ofScript();
        List<Running> before = context.folder().alive();
        if (before.isEmpty()) {
            context.screen().line("Nothing is running.");
            return 0;
        }
        context.screen().start("Stop");
        Stopper stopper = new Stopper(context.folder(), context.clock());
        stopper.stopLauncher();
        stopper.stopParts();
        context.folder().remove(Running.LAUNCHER);
        List<String> left = context.folder().alive().stream()
                .map(r -> r.name() + " (process id " + r.stamp().pid() + ")")
                .toList();
        if (!left.isEmpty()) {
            context.screen().fail(String.join(", ", left) + " did not end");
            return 1;
        }
        context.screen()
                .done(String.join(
                                ", ",
                                before.stream()
                                        .map(Running::name)
                                        .filter(n -> !n.equals(Running.LAUNCHER))
                                        .toList())
                        + " stopped");
        return 0;
    }
}
