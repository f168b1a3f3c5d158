package io.cuantovale.cleaning.cleaning.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.kit.json.Json;
import io.cuantovale.store.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Datasets in the object store: {@code data.parquet}, and {@code manifest.json} written last. Blocking. */
@Singleton
public class DatasetFiles {
    /** The rows. */
    public static final String DATA = "data.parquet";
    /** What the dataset says about itself; its presence means that the dataset is whole. */
    public static final String MANIFEST = "manifest.json";

    private final ObjectStore store;

    DatasetFiles(ObjectStore store) {
        this.store = store;
    }

    /** Writes a dataset. */
    void put(DatasetManifest manifest, Path parquet) {
        String folder = ObjectKeys.dataset(manifest.task(), manifest.version());
        store.put(folder + DATA, parquet);
        try {
            store.put(
                    folder + MANIFEST,
                    Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("manifest of " + manifest.version() + ": cannot be written", e);
        }
    }

    /** Copies a version's rows into a file. */
    void download(String task, String version, Path to) {
        store.download(ObjectKeys.dataset(task, version) + DATA, to);
    }

    /**
     * A version's manifest.
     *
     * @throws io.cuantovale.store.NoSuchObjectException when there is no such version
     */
    public DatasetManifest manifest(String task, String version) {
        return read(ObjectKeys.dataset(task, version) + MANIFEST);
    }

    /** All manifests of a task, in the order of their versions. */
    List<DatasetManifest> manifests(String task) {
        return store.list("datasets/" + task + "/").stream()
                .filter(key -> key.endsWith("/" + MANIFEST))
                .map(this::read)
                .toList();
    }

    private DatasetManifest read(String key) {
        try {
            return Json.mapper().readValue(store.get(key), DatasetManifest.class);
        } catch (IOException e) {
            throw new UncheckedIOException(key + ": cannot be read (expected: a dataset manifest)", e);
        }
    }
}
