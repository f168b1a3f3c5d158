package io.cuantovale.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do; each implementation's test inherits it. */
abstract class ObjectStoreContract {
    @TempDir
    Path temp;

    /** An empty store, or one whose keys under {@code prefix} are unused. */
    abstract ObjectStore store();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatWasPutIsReadBack() {
        store().put("models/a/1/model.onnx", bytes("weights"));
        assertThat(store().get("models/a/1/model.onnx")).isEqualTo(bytes("weights"));
        assertThat(store().exists("models/a/1/model.onnx")).isTrue();
    }

    @Test
    void aPutReplacesTheEarlierObject() {
        store().put("replaced", bytes("a longer first version"));
        store().put("replaced", bytes("second"));
        assertThat(store().get("replaced")).isEqualTo(bytes("second"));
    }

    @Test
    void emptyObjectsAndSpecialNamesAreKept() {
        store().put("names/Peñarol ñandú +1%20 &?.txt", new byte[0]);
        assertThat(store().get("names/Peñarol ñandú +1%20 &?.txt")).isEmpty();
        assertThat(store().list("names/")).containsExactly("names/Peñarol ñandú +1%20 &?.txt");
    }

    @Test
    void aFileIsPutAndDownloaded() throws IOException {
        byte[] content = new byte[3_000_000];
        new java.util.Random(7).nextBytes(content);
        Path source = Files.write(temp.resolve("source"), content);
        store().put("files/big", source);
        Path target = temp.resolve("new/folder/target");
        store().download("files/big", target);
        assertThat(Files.readAllBytes(target)).isEqualTo(content);
        assertThat(Files.list(target.getParent())).containsExactly(target);
    }

    @Test
    void aDownloadReplacesAnExistingFile() throws IOException {
        store().put("files/small", bytes("new"));
        Path target = Files.writeString(temp.resolve("target"), "old and longer");
        store().download("files/small", target);
        assertThat(target).hasContent("new");
    }

    @Test
    void aMissingObjectIsNamed() {
        assertThat(store().exists("missing/one")).isFalse();
        assertThatThrownBy(() -> store().get("missing/one"))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("missing/one");
        assertThatThrownBy(() -> store().download("missing/one", temp.resolve("x")))
                .isInstanceOf(NoSuchObjectException.class);
        assertThat(temp.resolve("x")).doesNotExist();
    }

    @Test
    void aFolderOfKeysIsNoObject() {
        store().put("folder/of/keys", bytes("x"));
        assertThat(store().exists("folder/of")).isFalse();
        assertThatThrownBy(() -> store().get("folder/of")).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void keysAreListedByAnyPrefixInOrder() {
        for (String key : List.of("list/b/2", "list/a/1", "list/a/10", "list/ab", "other")) {
            store().put(key, bytes(key));
        }
        assertThat(store().list("list/a/")).containsExactly("list/a/1", "list/a/10");
        assertThat(store().list("list/a")).containsExactly("list/a/1", "list/a/10", "list/ab");
        assertThat(store().list("list/zzz/")).isEmpty();
        assertThat(store().list("")).contains("list/b/2", "other");
    }

    @Test
    void aDeletedObjectIsGoneAndDeletingAgainIsNoError() {
        store().put("deleted/x", bytes("x"));
        store().delete("deleted/x");
        assertThat(store().exists("deleted/x")).isFalse();
        store().delete("deleted/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../outside",
                "a/../../outside",
                "a/..",
                "a//b",
                "a/",
                "./a",
                "a\\..\\b",
                "a\u0000b",
                "a\nb",
                ".part-1"
            })
    void keysThatCouldLeaveTheStoreAreRefused(String key) {
        assertThatThrownBy(() -> store().put(key, bytes("x"))).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store().get(key)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store().exists(key)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store().delete(key)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store().download(key, temp.resolve("x"))).isInstanceOf(InvalidKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../", "/", "a/../", "a/../b"})
    void prefixesThatCouldLeaveTheStoreAreRefused(String prefix) {
        assertThatThrownBy(() -> store().list(prefix)).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void overlongKeysAreRefused() {
        assertThatThrownBy(() -> store().put("a".repeat(256), bytes("x"))).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store().put("abc/".repeat(300) + "x", bytes("x")))
                .isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void readersNeverSeeHalfAnObjectWhileItIsReplaced() throws Exception {
        int size = 200_000;
        store().put("atomic/x", filled(size, 0));
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 1; w <= 2; w++) {
                int value = w;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        store().put("atomic/x", filled(size, value));
                    }
                }));
            }
            Future<?> reader = threads.submit(() -> {
                for (int i = 0; i < 40; i++) {
                    byte[] read = store().get("atomic/x");
                    assertThat(read).hasSize(size);
                    assertThat(read).isEqualTo(filled(size, read[0]));
                }
            });
            reader.get();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    @Test
    void aReachableStorePassesItsCheckAndNamesItself() {
        store().check();
        assertThat(store().describe()).isNotBlank().doesNotContain("secret");
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
