package io.cuantovale.local.launcher.cli;

import io.cuantovale.local.launcher.check.CheckFailure;
import io.cuantovale.local.launcher.config.Setting;
import io.cuantovale.local.launcher.config.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./cuantovale}: runs the product on this machine. */
@Command(
        name = "./cuantovale",
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs cuantovale on this machine: broker, demo portal and the five services.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            TestCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {
    private static final int FAILED = 1;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Main());
        commands.setUsageHelpWidth(110);
        commands.getCommandSpec().usageMessage().footer(footer());
        commands.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof CheckFailure || e instanceof IllegalArgumentException) {
                command.getErr().println("cuantovale: " + e.getMessage());
            } else {
                e.printStackTrace(command.getErr());
            }
            return FAILED;
        });
        System.exit(commands.execute(args));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static String[] footer() {
        StringBuilder text = new StringBuilder("%nSettings, as environment variables or as lines of"
                + " cuantovale.properties (cuantovale.gateway.port=8180):%n");
        for (Setting setting : Settings.all()) {
            if (setting.key().endsWith(".heap") || setting.key().endsWith(".java-options")) {
                continue;
            }
            text.append(line(setting.variable(), setting.meaning(), setting.standard()));
        }
        text.append(line("CUANTOVALE_<SERVICE>_HEAP", "largest Java heap", "training 768m, others less"));
        text.append(line("CUANTOVALE_<SERVICE>_JAVA_OPTIONS", "further JVM options", ""));
        text.append(line("CUANTOVALE_HOME", "where everything is kept", ".cuantovale"));
        text.append("Other cuantovale.*, quarkus.* and kafka.* lines of the file go to the services as they stand.%n");
        text.append("NO_COLOR=1 turns colours off.");
        return text.toString().replace("%n", "\n").split("\n");
    }

    private static String line(String variable, String meaning, String standard) {
        return String.format("  %-33s  %s%s%n", variable, meaning, standard.isEmpty() ? "" : " (" + standard + ")");
    }
}
