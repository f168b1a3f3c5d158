package io.cuantovale.local.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status}: what runs and where the loop stands. */
@Command(
        name = "status",
        description = "Shows stage, counts, versions, addresses and processes. Exit status 3 when nothing runs.")
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_RUNNING = 3;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() {
        StatusReport report = new StatusReport(Context.ofScript());
        if (json) {
            report.printJson(System.out);
        } else {
            report.print(System.out);
        }
        return report.isRunning() ? 0 : NOT_RUNNING;
    }
}
