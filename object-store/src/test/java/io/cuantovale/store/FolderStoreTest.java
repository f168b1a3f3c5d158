package io.cuantovale.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FolderStoreTest extends ObjectStoreContract {
    private ObjectStore store;
    private Path root;

    @BeforeEach
    void open() {
        root = temp.resolve("store/objects");
        store = new FolderStore(root);
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void aFailedPutLeavesNoPartAndKeepsTheEarlierObject() throws IOException {
        store.put("kept", new byte[] {1});
        assertThatThrownBy(() -> store.put("kept", temp.resolve("no-such-file")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("kept");
        assertThat(store.get("kept")).containsExactly(1);
        assertThat(Files.list(root)).containsExactly(root.resolve("kept"));
    }

    @Test
    void unfinishedWritesOfAKilledProcessAreNotListed() throws IOException {
        Files.createDirectories(root.resolve("photos"));
        Files.write(root.resolve("photos/.part-left-behind"), new byte[] {1});
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void aRootThatIsAFileIsNamedWhenOpened() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        assertThatThrownBy(() -> new FolderStore(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aRootThatVanishedFailsTheCheck() throws IOException {
        Files.delete(root);
        assertThatThrownBy(store::check).isInstanceOf(StoreException.class).hasMessageContaining(root.toString());
    }
}
