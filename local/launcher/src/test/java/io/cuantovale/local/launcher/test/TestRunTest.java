package io.cuantovale.local.launcher.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.local.launcher.config.Layout;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRunTest {
    @TempDir
    Path root;

    @Test
    void countsSurefireAndFailsafeReportsOfAllModules() throws Exception {
        report(
                "domain/target/surefire-reports/TEST-A.xml",
                "<testcase classname='A' name='a'/>"
                        + "<testcase classname='A' name='b'><failure message='x&#10;y'/></testcase>"
                        + "<testcase classname='A' name='c'><skipped message='real data: missing'/></testcase>");
        report(
                "local/broker/target/failsafe-reports/TEST-B.xml",
                "<testcase classname='B' name='a'/>"
                        + "<testcase classname='B' name='b'><error message='e'/></testcase>"
                        + "<testcase classname='B' name='gpu'><skipped message='optional: no CUDA device'/></testcase>");
        report("domain/target/other/TEST-C.xml", "<testcase classname='C' name='a'/>");

        TestReports.Totals totals = new TestReports(root).read();

        assertThat(totals.line()).isEqualTo("2 passed, 2 failed, 2 skipped");
        assertThat(totals.skips()).containsExactly("A.c: real data: missing");
        assertThat(totals.failures()).containsExactly("A.b: x", "B.b: e");
    }

    @Test
    void reportsOfEarlierRunsAreCleared() throws Exception {
        report("domain/target/surefire-reports/TEST-A.xml", "<testcase classname='A' name='a'/>");
        TestReports reports = new TestReports(root);
        reports.clear();
        assertThat(reports.read().line()).isEqualTo("0 passed, 0 failed, 0 skipped");
    }

    @Test
    void theMinutesOfEveryModuleAreReadFromMavensSummary() {
        TestRun run = new TestRun(
                new Layout(root, root),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Clock.systemUTC(),
                "mvn");
        run.show("[INFO] cuantovale ......................................... SUCCESS [  0.522 s]");
        run.show("[INFO] scraper-service .................................... SUCCESS [01:23 min]");
        assertThat(run.stages())
                .containsEntry("cuantovale", Duration.ofMillis(522))
                .containsEntry("scraper-service", Duration.ofSeconds(83));
    }

    private void report(String path, String cases) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<testsuite>" + cases + "</testsuite>");
    }
}
