package io.cuantovale.inference.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How models are served. */
@ConfigMapping(prefix = "cuantovale.inference")
public interface InferenceConfig {
    /** The gRPC server. */
    Grpc grpc();

    /** Where graphs run: auto (CUDA where it is there), cpu or cuda (falls back to the CPU with a warning); default auto. */
    @WithDefault("auto")
    Device device();

    /** Number of the CUDA device, from 0; default 0. */
    @WithDefault("0")
    @Min(0)
    int cudaDevice();

    /** Threads of one run of a graph; 0 for the processors divided among the workers; default 0. */
    @WithDefault("0")
    @Min(0)
    int intraOpThreads();

    /** Runs of one graph at a time; default 1. */
    @WithDefault("1")
    @Min(1)
    int workers();

    /** Threads that decode photos, shared by all tasks; 0 for the number of processors; default 0. */
    @WithDefault("0")
    @Min(0)
    int decodeThreads();

    /** Most rows in one run of a graph; default 16. */
    @WithDefault("16")
    @Min(1)
    int maxBatchRows();

    /** How long an incomplete batch waits for more rows; default 0 s, since batches gain little on a CPU. */
    @WithDefault("0s")
    Duration maxBatchDelay();

    /** Rows of one task that are admitted and not yet answered; more are refused; default 512. */
    @WithDefault("512")
    @Min(1)
    int queueRows();

    /** Memory of those rows, in bytes, photos' pixels included; more is refused; default 64M. */
    @WithDefault("64M")
    MemorySize queueBytes();

    /** Most rows in one request; default 256. */
    @WithDefault("256")
    @Min(1)
    int maxRequestRows();

    /** Largest JSON part of a REST request, in bytes; binary tensors do not count; default 4M. */
    @WithDefault("4M")
    MemorySize maxJsonBytes();

    /** Deadline of requests that bring none; default 30 s. */
    @WithDefault("30s")
    Duration defaultTimeout();

    /** How long stopping waits for requests under way; default 8 s. */
    @WithDefault("8s")
    Duration drainTimeout();

    /** First pause before a package is tried again that could not be fetched; doubles up to 30 s; default 1 s. */
    @WithDefault("1s")
    Duration retryDelay();

    /** Folder below which packages in use lie, in one of this process's own; default the temporary folder. */
    Optional<Path> modelFolder();

    /** Tasks that will be served: asked before their first promotion, they answer no-model, not unknown; default none. */
    Optional<List<String>> tasks();

    /** The gRPC server. */
    interface Grpc {
        /** Address to listen on; default 127.0.0.1. */
        @WithDefault("127.0.0.1")
        String host();

        /** Port to listen on, 0 for any free one; default 9084. */
        @WithDefault("9084")
        @Min(0)
        int port();

        /** Largest message, in bytes; default 32M. */
        @WithDefault("32M")
        MemorySize maxMessageBytes();
    }

    /** Where graphs run. */
    enum Device {
        AUTO,
        CPU,
        CUDA
    }
}
