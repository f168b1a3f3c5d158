package io.cuantovale.local.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    @TempDir
    Path dir;

    private Process process;

    @BeforeEach
    void aProcess() throws Exception {
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void endIt() {
        process.destroyForcibly();
    }

    @Test
    void aProcessIsFoundByItsIdAndItsBeginning() throws Exception {
        ProcessStamp stamp = ProcessStamp.of(process.pid()).orElseThrow();
        assertThat(stamp.isAlive()).isTrue();
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
        assertThat(stamp.isAlive()).isFalse();
    }

    @Test
    void aRecycledIdIsNeverSignalled() {
        ProcessStamp real = ProcessStamp.of(process.pid()).orElseThrow();
        ProcessStamp earlier = new ProcessStamp(real.pid(), real.startTicks() - 1, real.bootId());
        ProcessStamp earlierBoot = new ProcessStamp(real.pid(), real.startTicks(), "another boot");
        assertThat(earlier.signal(true)).isFalse();
        assertThat(earlierBoot.signal(true)).isFalse();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aNameWithBlanksAndBracketsDoesNotShiftTheFields() throws Exception {
        Files.createDirectories(dir.resolve("7"));
        Files.createDirectories(dir.resolve("sys/kernel/random"));
        Files.writeString(dir.resolve("sys/kernel/random/boot_id"), "boot\n");
        Files.writeString(dir.resolve("7/stat"), "7 (a) b (c)) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 12345 1 1\n");
        assertThat(ProcessStamp.of(dir, 7)).contains(new ProcessStamp(7, 12345, "boot"));
    }

    @Test
    void stoppingEndsWhatIsWrittenDownAndNothingElse() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            RunFolder folder = new RunFolder(dir);
            folder.add(running("gateway", ProcessStamp.of(process.pid()).orElseThrow()));
            ProcessStamp stranger = ProcessStamp.of(other.pid()).orElseThrow();
            folder.add(running("scraper", new ProcessStamp(stranger.pid(), stranger.startTicks() + 5, "old")));

            List<String> stopped = new Stopper(folder, Clock.systemUTC()).stopParts();

            assertThat(stopped).containsExactly("gateway");
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(other.isAlive()).isTrue();
            assertThat(folder.alive()).isEmpty();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aHalfWrittenFileNamesNoProcess() throws Exception {
        RunFolder folder = new RunFolder(dir);
        Files.writeString(dir.resolve("gateway.json"), "{\"name\":\"gate");
        assertThat(folder.alive()).isEmpty();
    }

    @Test
    void memoryIsTheProportionalSetSizeWithChildren() throws Exception {
        long own = Memory.pss(ProcessHandle.current().pid());
        assertThat(own).isGreaterThan(10_000_000);
        assertThat(Memory.pssWithChildren(List.of(ProcessHandle.current().pid())))
                .isGreaterThan(own / 2);
        assertThat(Memory.pss(0)).isZero();
    }

    private static Running running(String name, ProcessStamp stamp) {
        return new Running(name, stamp, 1, "log", "data", "2026-01-01T00:00:00Z");
    }
}
