package io.cuantovale.training.runs;

import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.kit.json.Json;
import io.cuantovale.store.NoSuchObjectException;
import io.cuantovale.store.ObjectStore;
import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.learn.TrainingFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;

/** Brings a dataset version to this machine and checks that it is the one that was announced. */
@ApplicationScoped
public class DatasetFetcher {
    private final ObjectStore store;

    public DatasetFetcher(ObjectStore store) {
        this.store = store;
    }

    /**
     * Downloads the rows; photos are fetched as they are read.
     *
     * @param folder where to put them
     * @throws TrainingFailedException when the store lacks it or holds something else
     */
    public DatasetFiles fetch(String task, String version, Path folder) {
        String key = ObjectKeys.dataset(task, version);
        Path parquet = folder.resolve("data.parquet");
        try {
            DatasetManifest manifest = Json.mapper().readValue(store.get(key + "manifest.json"), DatasetManifest.class);
            store.download(key + "data.parquet", parquet);
            Checksums.require(key + "data.parquet", parquet, manifest.parquetSha256());
            return new DatasetFiles(parquet, manifest, store::get);
        } catch (NoSuchObjectException e) {
            throw new TrainingFailedException(
                    "dataset: " + version + " of " + task + " is not in the store: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TrainingFailedException(
                    key + "manifest.json: no manifest that can be read: " + e.getMessage(), e);
        }
    }
}
