package io.cuantovale.kit.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where photos, datasets and models lie. */
@ConfigMapping(prefix = "cuantovale.store")
public interface StoreConfig {
    /** Which kind of store; default folder. */
    @WithDefault("folder")
    Kind kind();

    /** The folder of kind {@code folder}; default {@code .cuantovale/store}. */
    @WithDefault(".cuantovale/store")
    String folder();

    /** Settings of kind {@code s3}. */
    S3 s3();

    /** What stores there are. */
    enum Kind {
        FOLDER,
        S3
    }

    /** An S3-compatible store. */
    interface S3 {
        /** Address of the store; empty for AWS. */
        Optional<URI> endpoint();

        /** Bucket, which must exist; default cuantovale. */
        @WithDefault("cuantovale")
        String bucket();

        /** Region; stores other than AWS take any; default us-east-1. */
        @WithDefault("us-east-1")
        String region();

        /** Access key; empty to use the environment's credentials. */
        Optional<String> accessKey();

        /** Secret key; empty to use the environment's credentials. */
        Optional<String> secretKey();
    }
}
