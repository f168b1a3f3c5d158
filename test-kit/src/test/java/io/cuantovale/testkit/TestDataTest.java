package io.cuantovale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class TestDataTest {
    @TempDir
    Path root;

    @Test
    void findsAFileByTheEnvironmentVariable() throws Exception {
        Path file = Files.createFile(root.resolve("rows.csv"));
        assertThat(TestData.require("rows.csv", Map.of("CUANTOVALE_TEST_DATA", root.toString()), Path.of("/nowhere")))
                .isEqualTo(file);
    }

    @Test
    void missingDataSkipsWithTheReasonOnADevelopersMachine() {
        assertThatThrownBy(() -> TestData.require("rows.csv", Map.of("CUANTOVALE_TEST_DATA", "data"), root))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining(root.resolve("data/rows.csv") + " is missing");
    }

    @Test
    void missingDataFailsInCi() {
        assertThatThrownBy(() -> TestData.require("rows.csv", Map.of("CI", "true"), root))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected: CUANTOVALE_TEST_DATA");
    }

    @Test
    void theRepositoryRootIsFoundFromAModule() throws Exception {
        Files.createDirectories(root.resolve(".mvn"));
        Files.createFile(root.resolve("pom.xml"));
        Path module = Files.createDirectories(root.resolve("local/broker"));
        assertThat(TestData.repositoryRoot(module)).isEqualTo(root);
    }
}
