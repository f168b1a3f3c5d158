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
    void what_was_put_is_read_back() {
        store().put("models/a/1/model.onnx", bytes("weights"));
        assertThat(store().get("models/a/1/model.onnx")).isEqualTo(bytes("weights"));
        assertThat(store().exists("models/a/1/model.onnx")).isTrue();
    }

    @Test
    void a_put_replaces_the_earlier_object() {
        store().put("replaced", bytes("a longer first version"));
        store().put("replaced", bytes("second"));
        assertThat(store().get("replaced")).isEqualTo(bytes("second"));
    }

    @Test
    void empty_objects_and_special_names_are_kept() {
        store().put("names/Peñarol ñandú +1%20 &?.txt", new byte[0]);
        assertThat(store().get("names/Peñarol ñandú +1%20 &?.txt")).isEmpty();
        assertThat(store().list("names/")).containsExactly("names/Peñarol ñandú +1%20 &?.txt");
    }

    @Test
    void a_file_is_put_and_downloaded() throws IOException {
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
    void a_download_replaces_an_existing_file() throws IOException {
        store().put("files/small", bytes("new"));
        Path target = Files.writeString(temp.resolve("target"), "old and longer");
        store().download("files/small", target);
        assertThat(target).hasContent("new");
    }

    @Test
    void a_missing_object_is_named() {
        assertThat(store().exists("missing/one")).isFalse();
        assertThatThrownBy(() -> store().get("missing/one"))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("missing/one");
        assertThatThrownBy(() -> store().download("missing/one", temp.resolve("x")))
                .isInstanceOf(NoSuchObjectException.class);
        assertThat(temp.resolve("x")).doesNotExist();
    }

    @Test
    void a_folder_of_keys_is_no_object() {
        store().put("folder/of/keys", bytes("x"));
        assertThat(store().exists("folder/of")).isFalse();
        assertThatThrownBy(() -> store().get("folder/of")).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void keys_are_listed_by_any_prefix_in_order() {
        for (String key : List.of("list/b/2", "list/a/1", "list/a/10", "list/ab", "other")) {
            store().put(key, bytes(key));
        }
        assertThat(store().list("list/a/")).containsExactly("list/a/1", "list/a/10");
        assertThat(store().list("list/a")).containsExactly("list/a/1", "list/a/10", "list/ab");
        assertThat(store().list("list/zzz/")).isEmpty();
        assertThat(store().list("")).contains("list/b/2", "other");
    }

    @Test
    void a_deleted_object_is_gone_and_deleting_again_is_no_error() {
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
    void keys_that_could_leave_the_store_are_refused(String key) {
        assertThatThrownBy(() -> store().put(key, bytes("x"))).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store().get(key)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store().exists(key)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store().delete(key)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store().download(key, temp.resolve("x"))).isInstanceOf(InvalidKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../", "/", "a/../", "a/../b"})
    void prefixes_that_could_leave_the_store_are_refused(String prefix) {
        assertThatThrownBy(() -> store().list(prefix)).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void overlong_keys_are_refused() {
        assertThatThrownBy(() -> store().put("a".repeat(256), bytes("x"))).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store().put("abc/".repeat(300) + "x", bytes("x")))
                .isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void readers_never_see_half_an_object_while_it_is_replaced() throws Exception {
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
    void a_reachable_store_passes_its_check_and_names_itself() {
        store().check();
        assertThat(store().describe()).isNotBlank().doesNotContain("secret");
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
