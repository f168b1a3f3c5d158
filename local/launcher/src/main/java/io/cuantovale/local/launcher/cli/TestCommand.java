package io.cuantovale.local.launcher.cli;

import io.cuantovale.local.launcher.check.CheckFailure;
import io.cuantovale.local.launcher.test.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code test}: every test of every module. */
@Command(
        name = "test",
        description = {
            "Runs all tests; the last line counts them. Further options go to Maven (-pl domain).",
            "As root on Debian it installs chromium and prometheus; without them some tests skip."
        })
final class TestCommand implements Callable<Integer> {
    @Unmatched
    private List<String> options = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() {
        Context context = Context.ofScript();
        if (!context.folder().alive().isEmpty()) {
            throw new CheckFailure(
                    "the product runs from the files that the tests build anew." + " Stop it first: ./cuantovale down");
        }
        return new TestRun(context.layout(), System.out, context.clock(), context.maven()).run(options);
    }
}
