package io.cuantovale.cleaning;

import io.cuantovale.kit.store.StoreConfig;
import io.cuantovale.store.FolderStore;
import io.cuantovale.store.ObjectStore;
import io.cuantovale.store.StoreException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The folder store, which a test can take away for a while. */
@Singleton
@Alternative
@Priority(1)
public class SwitchableStore implements ObjectStore {
    private final ObjectStore store;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean away;

    SwitchableStore(StoreConfig config) {
        this.store = new FolderStore(Path.of(config.folder()));
    }

    void takeAway() {
        refused.set(0);
        away = true;
    }

    void bringBack() {
        away = false;
    }

    int refused() {
        return refused.get();
    }

    private ObjectStore here() {
        if (away) {
            refused.incrementAndGet();
            throw new StoreException("taken away by the test", new IOException("gone"));
        }
        return store;
    }

    @Override
    public void put(String key, byte[] bytes) {
        here().put(key, bytes);
    }

    @Override
    public void put(String key, Path file) {
        here().put(key, file);
    }

    @Override
    public byte[] get(String key) {
        return here().get(key);
    }

    @Override
    public void download(String key, Path to) {
        here().download(key, to);
    }

    @Override
    public boolean exists(String key) {
        return here().exists(key);
    }

    @Override
    public List<String> list(String prefix) {
        return here().list(prefix);
    }

    @Override
    public void delete(String key) {
        here().delete(key);
    }

    @Override
    public void check() {
        here().check();
    }

    @Override
    public String describe() {
        return store.describe();
    }
}
