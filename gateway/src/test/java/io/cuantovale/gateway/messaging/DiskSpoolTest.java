package io.cuantovale.gateway.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpoolTest {
    @TempDir
    Path folder;

    private static DiskSpool.Waiting waiting(int n) {
        return new DiskSpool.Waiting("topic", "key" + n, Map.of("h", "á" + n), new byte[] {(byte) n, 10, 13, -1});
    }

    private static List<String> drain(DiskSpool spool) throws IOException {
        List<String> keys = new ArrayList<>();
        for (var segment = spool.oldest(); segment.isPresent(); segment = spool.oldest()) {
            segment.get().records().forEach(r -> keys.add(r.key()));
            spool.delete(segment.get());
        }
        return keys;
    }

    @Test
    void recordsComeBackWholeAndInOrderAlsoAfterARestart() throws IOException {
        DiskSpool spool = new DiskSpool(folder, 1_000);
        for (int i = 0; i < 600; i++) {
            assertThat(spool.add(waiting(i))).isTrue();
        }
        DiskSpool again = new DiskSpool(folder, 1_000);
        assertThat(again.size()).isEqualTo(600);
        DiskSpool.Waiting first = again.oldest().orElseThrow().records().getFirst();
        assertThat(first.headers()).containsEntry("h", "á0");
        assertThat(first.value()).containsExactly(0, 10, 13, -1);
        List<String> keys = drain(again);
        assertThat(keys).hasSize(600).startsWith("key0", "key1").endsWith("key599");
        assertThat(again.size()).isZero();
        assertThat(Files.list(folder)).isEmpty();
    }

    @Test
    void aFullSpoolTakesNoMoreUntilThereIsRoom() throws IOException {
        DiskSpool spool = new DiskSpool(folder, 8);
        for (int i = 0; i < 8; i++) {
            assertThat(spool.add(waiting(i))).isTrue();
        }
        assertThat(spool.add(waiting(8))).isFalse();
        spool.delete(spool.oldest().orElseThrow());
        assertThat(spool.add(waiting(9))).isTrue();
    }

    @Test
    void aSegmentUnderWayIsNotWrittenTo() throws IOException {
        DiskSpool spool = new DiskSpool(folder, 100);
        spool.add(waiting(0));
        DiskSpool.Segment underWay = spool.oldest().orElseThrow();
        spool.add(waiting(1));
        spool.delete(underWay);
        assertThat(drain(spool)).containsExactly("key1");
    }

    @Test
    void aLineThatACrashCutIsSkipped() throws IOException {
        DiskSpool spool = new DiskSpool(folder, 100);
        spool.add(waiting(0));
        Path file = Files.list(folder).findFirst().orElseThrow();
        Files.writeString(file, "{\"topic\":\"to", StandardOpenOption.APPEND);
        assertThat(drain(new DiskSpool(folder, 100))).containsExactly("key0");
    }
}
