package io.cuantovale.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Settings of the gateway. */
@ConfigMapping(prefix = "cuantovale.gateway")
public interface GatewayConfig {
    /** The task of {@code /v1/predictions} and of the earlier calls; default property-price. */
    @WithDefault("property-price")
    String defaultTask();

    /** Where predictions are computed. */
    Inference inference();

    /** What one caller may ask for. */
    Limits limits();

    /** How batches are cut. */
    Batch batch();

    /** Where served predictions wait while Kafka is away. */
    Spool spool();

    /** Offline batches. */
    Jobs jobs();

    /** The inference replicas. */
    interface Inference {
        /**
         * Host and gRPC port of the replicas, separated by commas; a name with several addresses (a headless
         * Service) is one replica each; default 127.0.0.1:9084.
         */
        @WithDefault("127.0.0.1:9084")
        List<String> addresses();

        /** How often names are looked up again; default 10 s. */
        @WithDefault("10s")
        Duration resolveEvery();

        /** How often replicas are asked whether they are ready; default 1 s. */
        @WithDefault("1s")
        Duration probeEvery();

        /** How long a caller waits for one prediction; default 10 s. */
        @WithDefault("10s")
        Duration deadline();

        /** How long what a model says about itself is believed before asking again; default 5 s. */
        @WithDefault("5s")
        Duration metadataFor();

        /** Largest gRPC message, as inference-service takes it; default 32 MiB. */
        @WithDefault("32M")
        MemorySize maxMessage();
    }

    /** Limits of one request and of all together. */
    interface Limits {
        /** Largest request body with one prediction; default 25 MiB. */
        @WithDefault("25M")
        MemorySize predictionBody();

        /** Largest request body with a batch or a job; default 512 MiB. */
        @WithDefault("512M")
        MemorySize batchBody();

        /** Largest photo; default 20 MiB. */
        @WithDefault("20M")
        MemorySize photo();

        /** Longest line of an NDJSON batch, photos in it included; default 28 MiB. */
        @WithDefault("28M")
        MemorySize line();

        /** Most items of one batch; default 100000. */
        @WithDefault("100000")
        int batchItems();

        /** Single predictions at work at once; more are refused with 503; default 128. */
        @WithDefault("128")
        int inFlight();

        /** Batches at work at once; more are refused with 503; default 4. */
        @WithDefault("4")
        int batches();
    }

    /** How a batch is spread over replicas. */
    interface Batch {
        /** Most items of one gRPC message; default 32. */
        @WithDefault("32")
        int chunkItems();

        /** A gRPC message is sent once its photos reach this size; default 4 MiB. */
        @WithDefault("4M")
        MemorySize chunkBytes();

        /** Messages of one batch on their way at once; default 4. */
        @WithDefault("4")
        int concurrency();

        /** How long one message may take; default 60 s. */
        @WithDefault("60s")
        Duration deadline();

        /** How long a batch waits for an overloaded or missing replica before its items fail; default 15 s. */
        @WithDefault("15s")
        Duration patience();
    }

    /** The spool of served predictions. */
    interface Spool {
        /** Folder of the spool; default .cuantovale/gateway/spool. */
        @WithDefault(".cuantovale/gateway/spool")
        Path folder();

        /** Most predictions that wait; further ones are dropped and counted; default 10000. */
        @WithDefault("10000")
        int capacity();
    }

    /** Offline batches. */
    interface Jobs {
        /** Folder of their inputs and results; default .cuantovale/gateway/jobs. */
        @WithDefault(".cuantovale/gateway/jobs")
        Path folder();

        /** How long finished jobs are kept; default 7 days. */
        @WithDefault("168h")
        Duration keep();
    }
}
