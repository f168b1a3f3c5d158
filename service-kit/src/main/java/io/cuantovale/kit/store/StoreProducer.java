package io.cuantovale.kit.store;

import io.cuantovale.store.FolderStore;
import io.cuantovale.store.ObjectStore;
import io.cuantovale.store.S3Settings;
import io.cuantovale.store.S3Store;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Opens the configured object store. */
@Dependent
public class StoreProducer {
    @Produces
    @Singleton
    ObjectStore store(StoreConfig config) {
        return switch (config.kind()) {
            case FOLDER -> new FolderStore(Path.of(config.folder()));
            case S3 -> {
                StoreConfig.S3 s3 = config.s3();
                yield new S3Store(
                        new S3Settings(s3.endpoint(), s3.bucket(), s3.region(), s3.accessKey(), s3.secretKey()));
            }
        };
    }

    void close(@Disposes ObjectStore store) {
        store.close();
    }
}
